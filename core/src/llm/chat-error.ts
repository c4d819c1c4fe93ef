/**
 * Why there is no answer:
 * `no-key`: none is set for this use, or all were refused for good · `no-free-key`: limits, for longer than one may wait ·
 * `refused`: the provider does not take this request · `failed`: no connection, time-out, or an error over there ·
 * `unreadable`: an answer that is none.
 */
export type ChatErrorCode = "no-key" | "no-free-key" | "refused" | "failed" | "unreadable";

interface ChatErrorDetails {
  readonly cause?: unknown;
  /** HTTP status of the last answer. */
  readonly status?: number;
  /** Milliseconds since 1970: when it is worth trying again. */
  readonly retryAt?: number;
}

/** A call to a model without an answer. Its message holds neither keys nor what was sent. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ChatErrorCode;
  readonly status: number | undefined;
  /** Milliseconds since 1970: when it is worth trying again. */
  readonly retryAt: number | undefined;

  constructor(code: ChatErrorCode, message: string, { cause, status, retryAt }: ChatErrorDetails = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.status = status;
    this.retryAt = retryAt === Infinity ? undefined : retryAt;
  }
}
