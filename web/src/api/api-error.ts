/** An answer of the server that is no success: its problem (RFC 9457) as an error. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** HTTP status. */
  readonly status: number;
  /** What was wrong, in two to five words. */
  readonly title: string;
  /** Seconds after which to ask again, where the server says so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, title: string, detail: string, retryAfter: number | undefined) {
    super(detail);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }
}

/** The server did not answer: it is down, or the network is. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

export async function toApiError(response: Response): Promise<ApiError> {
  const { status, headers } = response;
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const problem = await readProblem(response);
  return new ApiError(
    status,
    problem.title ?? `Status ${status}`,
    problem.detail ?? `The server answered ${status} and said no more.`,
    Number.isFinite(seconds) ? seconds : undefined,
  );
}

async function readProblem(response: Response): Promise<{ title?: string; detail?: string }> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) return {};
  const body: unknown = await response.json().catch(() => ({}));
  if (typeof body !== "object" || body === null) return {};
  const { title, detail } = body as { title?: unknown; detail?: unknown };
  return { ...(typeof title === "string" && { title }), ...(typeof detail === "string" && { detail }) };
}
