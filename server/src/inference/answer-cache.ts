import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { languageOfPath } from "whowrote/language/by-path";
import type { AskOptions, Inference, Judged, JudgeRequest } from "../inference.ts";
import { estimateBytes } from "./estimate-bytes.ts";

export interface CachedJudgement {
  /** The path in it is that of the request which asked first. */
  readonly judged: Judged;
  /** It was there already, or another request was waiting for it. */
  readonly isCached: boolean;
}

/** Remembers what was judged. Requests for the same that come at the same time are judged once. */
export interface AnswerCache {
  /** Rejects as `Inference.judge` does; what is rejected is not remembered. */
  readonly judge: (request: JudgeRequest, options?: AskOptions) => Promise<CachedJudgement>;
  readonly size: () => { readonly entries: number; readonly bytes: number };
}

/** A judgement that is made, and how many wait for it. */
interface Running {
  readonly judged: Promise<Judged>;
  readonly controller: AbortController;
  callers: number;
}

interface CacheLimits {
  /** Of memory, about; 0 keeps nothing, but still judges once what comes at the same time. */
  readonly bytes: number;
}

export function createAnswerCache(judge: Inference["judge"], { bytes }: CacheLimits): AnswerCache {
  const known =
    bytes === 0
      ? undefined
      : new LRUCache<string, Judged>({ maxSize: bytes, sizeCalculation: (judged) => estimateBytes(judged) });
  const running = new Map<string, Running>();

  function start(key: string, request: JudgeRequest, line: string | undefined): Running {
    const controller = new AbortController();
    const one: Running = { judged: judge(request, { signal: controller.signal, line }), controller, callers: 0 };
    running.set(key, one);
    void finish(key, one);
    return one;
  }

  async function finish(key: string, one: Running): Promise<void> {
    // Who asked hears of a failure.
    const judged = await one.judged.catch(() => undefined);
    // All who waited for it may have gone, and others come.
    if (running.get(key) !== one) return;
    running.delete(key);
    if (judged !== undefined) known?.set(key, judged);
  }

  return {
    judge: async (request, { signal, line } = {}) => {
      signal?.throwIfAborted();
      const key = keyOf(request);
      const judged = known?.get(key);
      if (judged !== undefined) return { judged, isCached: true };
      const other = running.get(key);
      const one = other ?? start(key, request, line);
      one.callers++;
      try {
        return { judged: await raceSignal(one.judged, signal), isCached: other !== undefined };
      } finally {
        // The last who waited for it has gone, or it is done.
        if (--one.callers === 0) {
          if (running.get(key) === one) running.delete(key);
          one.controller.abort();
        }
      }
    },
    size: () => ({ entries: known?.size ?? 0, bytes: known?.calculatedSize ?? 0 }),
  };
}

/** Rejects with the signal's reason when it fires before the promise settles. */
async function raceSignal<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  const { promise: gone, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([promise, gone]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

/** Of a path only what tells the language, and the dialect of its grammar, decides on an answer. */
function keyOf(request: JudgeRequest): string {
  const { version, text, language, path, falsePositiveRate, detail, stability, tokenAttribution } = request;
  const told = language ?? (path === undefined ? undefined : languageOfPath(path));
  const ending = path === undefined ? "" : (/\.\w{1,10}$/.exec(path)?.[0].toLowerCase() ?? "");
  const hash = createHash("sha256").update(text).digest("base64");
  const extent = [detail, stability === true, tokenAttribution !== false];
  return [version, ...extent, falsePositiveRate ?? "", told ?? "", ending, hash].join("\0");
}
