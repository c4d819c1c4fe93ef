import type { Clock } from "../../src/llm/clock.ts";

export interface VirtualClock extends Clock {
  /** Moves time on; those who wait until then go on, in the order of their times. */
  readonly advance: (milliseconds: number) => Promise<void>;
}

/** A clock that stands still until it is moved. */
export function createVirtualClock(start = 0): VirtualClock {
  let now = start;
  let waiting: { readonly at: number; readonly ring: () => void }[] = [];
  return {
    now: () => now,
    parse: Date.parse,
    toText: (time) => new Date(time).toISOString(),
    wait: async (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const entry = { at: now + milliseconds, ring: resolve };
        waiting.push(entry);
        signal?.addEventListener("abort", () => {
          waiting = waiting.filter((one) => one !== entry);
          reject(signal.reason as Error);
        });
      }),
    advance: async (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const next = waiting.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        now = next.at;
        waiting = waiting.filter((one) => one !== next);
        next.ring();
        await settled();
      }
      now = end;
      await settled();
    },
  };
}

/** Everything that waited for nothing but its turn has had it. */
export const settled = async (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
