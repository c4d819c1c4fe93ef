import type { Asking } from "../language-models.ts";
import { Problem } from "../problem.ts";

interface AskLimits {
  /** Requests at a time. */
  readonly most: number;
  /** For one of them. */
  readonly seconds: number;
  /** Fires when the server begins to stop. */
  readonly stopping: AbortSignal;
}

/** Bounds what language models are asked at a time, and for how long: each request holds a connection and costs money. */
export function createAskLimit({ most, seconds, stopping }: AskLimits): (gone: AbortSignal | undefined) => Asking {
  let running = 0;
  return (gone) => {
    if (running >= most)
      throw new Problem(503, "Too many requests are asking language models. Ask again.", {
        title: "Too many ask language models",
        headers: { "retry-after": "5" },
      });
    running++;
    const over = new AbortController();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), seconds * 1000);
    let hasEnded = false;
    return {
      signal: AbortSignal.any([over.signal, late.signal, stopping, ...(gone ? [gone] : [])]),
      reason: () => {
        if (gone?.aborted === true || hasEnded) return undefined;
        if (late.signal.aborted) return `it took longer than ${seconds} s`;
        return stopping.aborted ? "the server is stopping" : undefined;
      },
      end: () => {
        if (hasEnded) return;
        hasEnded = true;
        running--;
        clearTimeout(timer);
        over.abort();
      },
    };
  };
}
