/** Members of a problem beside the standard ones, as RFC 9457 (section 3.2) allows. */
type Extra = Readonly<Record<string, string | number | boolean | readonly unknown[]>>;

interface ProblemOptions {
  readonly title: string;
  readonly extra?: Extra;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An error that the caller may see: `detail` says what was wrong and what to do about it (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly title: string;
  readonly extra: Extra;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, { title, extra = {}, headers = {}, cause }: ProblemOptions) {
    super(detail, { cause });
    this.status = status;
    this.title = title;
    this.extra = extra;
    this.headers = headers;
  }

  /** Content type `application/problem+json`. */
  toResponse(): Response {
    const { status, title, message: detail, extra, headers } = this;
    return Response.json(
      { ...extra, type: "about:blank", title, status, detail },
      { status, headers: { ...headers, "content-type": "application/problem+json" } },
    );
  }
}
