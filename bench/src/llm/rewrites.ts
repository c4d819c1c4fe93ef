import type { ChatRequest } from "whowrote/llm/chat";
import { ChatError } from "whowrote/llm/chat-error";
import { startLimitProcess } from "./limit-process.ts";
import { rewritten } from "./limit-server.ts";
import type { LimitReport, Limits } from "./limits.ts";
import { openBenchChat } from "./open-bench-chat.ts";

/** Many rewrites, asked for at the same moment. */
export interface RewriteMeasurement {
  readonly name: string;
  readonly calls: number;
  /** Until the last was answered. */
  readonly seconds: number;
  /** The least that the limits allow. */
  readonly allowedSeconds: number;
  /** Calls without the right answer, by their errors. */
  readonly lost: Readonly<Record<string, number>>;
  readonly limit: number;
  readonly report: LimitReport;
}

export interface RewriteCase {
  readonly name: string;
  readonly calls: number;
  readonly limits: Limits;
  /** Whether the client is told how many requests a minute a key may send. */
  readonly isRateStated: boolean;
}

/** A rewriting of a short function, as a detector asks for it. */
export const question: ChatRequest = {
  messages: [
    { role: "system", text: "Rewrite the function that the user sends. Keep what it does; answer with code alone." },
    {
      role: "user",
      text: "def total(items):\n    out = 0\n    for item in items:\n        out = out + item\n    return out\n",
    },
  ],
  temperature: 0.7,
  maxTokens: 400,
};

export async function measureRewrites({ name, calls, limits, isRateStated }: RewriteCase): Promise<RewriteMeasurement> {
  const server = await startLimitProcess(limits);
  try {
    const { chat } = openBenchChat(
      server.url,
      {
        WHOWROTE_LLM_KEYS: Object.keys(limits.keys).join(","),
        ...(isRateStated && { WHOWROTE_LLM_RATE: String(limits.requestsPerMinute) }),
      },
      limits.minuteMs,
    );
    const lost: Record<string, number> = {};
    const lose = (why: string): void => {
      lost[why] = (lost[why] ?? 0) + 1;
    };
    const started = performance.now();
    await Promise.all(
      Array.from({ length: calls }, async () => {
        try {
          const { text } = await chat.complete(question);
          if (text !== rewritten) lose("another text");
        } catch (error) {
          lose(error instanceof ChatError ? `${error.code}: ${error.message}` : String(error));
        }
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const report = await server.report();
    return {
      name,
      calls,
      seconds,
      allowedSeconds: leastSeconds(calls, limits),
      lost,
      limit: limits.requestsPerMinute,
      report,
    };
  } finally {
    await server.close();
  }
}

/**
 * The limits let each good key send so many requests at once, and as many again a minute later. The last of them takes at
 * least as long as the quickest answer.
 */
export function leastSeconds(
  calls: number,
  { keys, requestsPerMinute, requestsPerDayOf = {}, minuteMs, answerMs }: Limits,
): number {
  const good = Object.entries(keys).filter(([, state]) => state === "good");
  let left = calls;
  let minutes = 0;
  for (; ; minutes++) {
    for (const [key] of good) {
      const ofDay = (requestsPerDayOf[key] ?? Infinity) - minutes * requestsPerMinute;
      left -= Math.max(0, Math.min(requestsPerMinute, ofDay));
    }
    if (left <= 0) return (minutes * minuteMs + answerMs.from) / 1000;
  }
}
