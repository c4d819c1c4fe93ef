import { setTimeout as wait } from "node:timers/promises";
import type { Patience } from "./hub-settings.ts";

/** What went wrong may go well in a while. */
export class PassingError extends Error {
  override readonly name = "PassingError";
  /** What the server asked for, if it did. */
  readonly waitMs: number | undefined;

  constructor(message: string, options: { cause?: unknown; waitMs?: number | undefined } = {}) {
    super(message, { cause: options.cause });
    this.waitMs = options.waitMs;
  }
}

/**
 * Runs a task again after each {@link PassingError}, waiting twice as long each time, or as long as the server asked.
 * @param task calls its argument when it has got on, which makes all attempts available again
 * @throws any other error at once; the last PassingError when the attempts are used up or the wait would be too long
 */
export async function retry<Result>(
  { attempts, firstWaitMs, longestWaitMs }: Patience,
  signal: AbortSignal,
  task: (gotOn: () => void) => Promise<Result>,
): Promise<Result> {
  let failures = 0;
  for (;;) {
    try {
      return await task(() => (failures = 0));
    } catch (error) {
      if (!(error instanceof PassingError)) throw error;
      failures++;
      const waitMs = error.waitMs ?? Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
      if (failures >= attempts || waitMs > longestWaitMs) throw error;
      await wait(waitMs, undefined, { signal });
    }
  }
}

/**
 * The header Retry-After, a number of seconds or a date (RFC 9110, section 10.2.3), in milliseconds from `now`.
 * @returns undefined when it is neither
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
