import { startThread, type PoolThread } from "./pool-thread.ts";
import type { ThreadOrder } from "./thread-protocol.ts";

/** How loading ended. A thread that was lost by somebody else's fault is replaced, and its successor loads the same. */
export type LoadEnd = "loaded" | "lost" | { readonly problem: string };

/** A thread with what it has loaded. */
export interface PoolMember<Spec, Task, Answer> {
  readonly thread: PoolThread<Spec, Task, Answer>;
  /** What needs nothing loaded, undefined, every thread can do. */
  readonly holds: (name: string | undefined) => boolean;
  readonly isEmpty: () => boolean;
  /** It starts, loads or unloads, and is given no tasks. */
  readonly isBusy: () => boolean;
  /** Resolves when it has loaded what it was started with. */
  readonly started: Promise<LoadEnd>;
  readonly load: (name: string, spec: Spec) => Promise<LoadEnd>;
  readonly unload: (name: string) => Promise<void>;
}

interface MemberSettings {
  /** It takes the place of one that was lost. */
  readonly isReplacement: boolean;
  /** It may be ready for tasks, or hold something else than before. */
  readonly onChange: () => void;
  /** After its errands heard of it. */
  readonly onEnd: () => void;
}

const loadLimitMs = 60_000;

/** Starts a thread and lets it load what is given. */
export function startMember<Spec, Task, Answer>(
  program: URL,
  holdings: ReadonlyMap<string, Spec>,
  { isReplacement, onChange, onEnd }: MemberSettings,
): PoolMember<Spec, Task, Answer> {
  const thread = startThread<Spec, Task, Answer>(program, onEnd);
  const held = new Set<string>();
  let chores = 0;

  async function tell(order: Exclude<ThreadOrder<Spec, Task>, { type: "work" }>): Promise<LoadEnd> {
    const { promise, resolve } = Promise.withResolvers<LoadEnd>();
    chores++;
    const settle = (end: LoadEnd): void => {
      chores--;
      if (end === "loaded" && order.type === "load") held.add(order.name);
      resolve(end);
      onChange();
    };
    thread.give([
      {
        order,
        limitMs: loadLimitMs,
        onNews: (news) => settle(news.type === "failure" ? { problem: news.failure.message } : "loaded"),
        onLoss: (loss) => settle(loss === undefined ? "lost" : { problem: problems[loss] }),
      },
    ]);
    return promise;
  }

  async function begin(): Promise<LoadEnd> {
    const isUrgent = isReplacement;
    const orders = [...holdings].map(([name, spec]) => ({ type: "load", name, spec, isUrgent }) as const);
    const ends = await Promise.all([tell({ type: "start" }), ...orders.map(tell)]);
    return ends.find((end) => end !== "loaded") ?? "loaded";
  }

  return {
    thread,
    holds: (name) => name === undefined || held.has(name),
    isEmpty: () => held.size === 0,
    isBusy: () => chores > 0,
    started: begin(),
    load: async (name, spec) => tell({ type: "load", name, spec, isUrgent: false }),
    unload: async (name) => {
      held.delete(name);
      await tell({ type: "unload", name });
    },
  };
}

const problems = {
  timedOut: `It took more than ${loadLimitMs / 1000} s to load.`,
  crashed: "The thread that loaded it crashed; it may need more memory than there is.",
};
