import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../llm/clock.ts";

/** setTimeout takes no more: 24.8 days. */
const longestMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  parse: Date.parse,
  toText: (time) => new Date(time).toISOString(),
  wait: async (milliseconds, signal) => {
    await wait(Math.min(milliseconds, longestMs), undefined, { signal });
  },
};
