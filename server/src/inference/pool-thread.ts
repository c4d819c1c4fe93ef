import { Worker } from "node:worker_threads";
import type { ThreadMessage, ThreadNews, ThreadOrder } from "./thread-protocol.ts";

/** Why a thread is no more: what it did took too long, or broke it. */
export type Loss = "timedOut" | "crashed";

/** Something that a thread was told to do, and who hears of it: exactly one of `onNews` and `onLoss` is called. */
export interface Errand<Spec, Task, Answer> {
  readonly order: ThreadOrder<Spec, Task>;
  /** How long it may take, from when the thread has done what came before it. */
  readonly limitMs: number;
  readonly onNews: (news: ThreadNews<Answer>) => void;
  /** The thread is no more, by fault of this errand where `loss` says how, else of another one. */
  readonly onLoss: (loss: Loss | undefined) => void;
  /** Called when the thread has nothing else to do before it. */
  readonly onBegin?: () => void;
}

export interface PoolThread<Spec, Task, Answer> {
  /** What it has not done yet, the one that it does now first. */
  readonly errands: readonly Errand<Spec, Task, Answer>[];
  readonly give: (errands: readonly Errand<Spec, Task, Answer>[]) => void;
  /** Nobody waits for it any more: it is skipped if it is not begun. */
  readonly skip: (errand: Errand<Spec, Task, Answer>) => void;
  /** Stops it in the middle of what it does; its errands are lost. */
  readonly stop: () => Promise<void>;
}

/** What eats memory ends its thread, not the server. Old generation, in MB. */
const heapLimit = 1_024;
/** The young generation would grow to four times this under load, and judge no faster. In MB. */
const youngLimit = 48;

/**
 * Starts a thread that serves orders (serve-orders.ts).
 * @param onEnd called once, when it is no more, after its errands heard of it, the last one first
 */
export function startThread<Spec, Task, Answer>(program: URL, onEnd: () => void): PoolThread<Spec, Task, Answer> {
  const worker = new Worker(program, {
    resourceLimits: { maxOldGenerationSizeMb: heapLimit, maxYoungGenerationSizeMb: youngLimit },
  });
  const errands: Errand<Spec, Task, Answer>[] = [];
  let done = 0;
  let ending: Promise<unknown> | undefined;
  let timer: NodeJS.Timeout | undefined;

  worker.on("message", (news: ThreadNews<Answer>) => {
    // What a thread said just before it was given up still comes.
    if (ending !== undefined) return;
    const errand = errands.shift();
    done++;
    begin();
    errand?.onNews(news);
  });
  worker.on("error", () => void end("crashed"));
  worker.on("exit", () => void end("crashed"));

  function begin(): void {
    clearTimeout(timer);
    const errand = errands[0];
    if (errand === undefined) return;
    errand.onBegin?.();
    const expire = (): void => {
      if (errands[0] === errand) void end("timedOut");
    };
    // Where this process slept over the limit, the news may be here already: they are read before it is decided.
    timer = setTimeout(() => setImmediate(expire), errand.limitMs);
  }

  async function end(loss?: Loss): Promise<void> {
    if (ending === undefined) {
      clearTimeout(timer);
      ending = worker.terminate();
      const left = errands.splice(0);
      for (const [at, errand] of [...left.entries()].toReversed()) errand.onLoss(at === 0 ? loss : undefined);
      onEnd();
    }
    await ending;
  }

  return {
    errands,
    give: (given) => {
      if (ending !== undefined) for (const { onLoss } of given) onLoss(undefined);
      if (ending !== undefined || given.length === 0) return;
      const isIdle = errands.length === 0;
      errands.push(...given);
      worker.postMessage({ orders: given.map(({ order }) => order) } satisfies ThreadMessage<Spec, Task>);
      if (isIdle) begin();
    },
    skip: (errand) => {
      const at = errands.indexOf(errand);
      if (at >= 0) worker.postMessage({ skip: done + at } satisfies ThreadMessage<Spec, Task>);
    },
    stop: () => end(),
  };
}
