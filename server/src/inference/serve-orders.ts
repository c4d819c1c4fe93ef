import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import type { Failure, ThreadMessage, ThreadNews, ThreadOrder } from "./thread-protocol.ts";

/** What a thread can do. */
export interface Craft<Spec, Task, Holding, Answer> {
  readonly load: (spec: Spec, isUrgent: boolean) => Promise<Holding>;
  readonly unload: (holding: Holding) => Promise<void>;
  /** `signal` fires when nobody waits for the answer any more. */
  readonly answer: (task: Task, holding: Holding | undefined, signal: AbortSignal) => Promise<Answer>;
  readonly explainFailure: (error: unknown) => Failure;
}

/** Serves the orders of the thread that started this one, one after the other. */
export function serveOrders<Spec, Task, Holding, Answer>(craft: Craft<Spec, Task, Holding, Answer>): void {
  const port = parentPort!;
  const holdings = new Map<string, Holding>();
  const pending: { readonly order: ThreadOrder<Spec, Task>; readonly controller: AbortController }[] = [];
  /** Number of the first in `pending`. */
  let first = 0;
  let isBusy = false;

  port.on("message", (message: ThreadMessage<Spec, Task>) => {
    // What is answered already has a smaller number.
    if ("skip" in message) return pending[message.skip - first]?.controller.abort();
    pending.push(...message.orders.map((order) => ({ order, controller: new AbortController() })));
    if (!isBusy) void work();
  });

  async function work(): Promise<void> {
    isBusy = true;
    while (pending.length > 0) {
      const { order, controller } = pending[0]!;
      const news = controller.signal.aborted ? ({ type: "skipped" } as const) : await obey(order, controller.signal);
      pending.shift();
      first++;
      port.postMessage(news);
      // Lets in what was said meanwhile: that an answer is not wanted any more.
      await setImmediate();
    }
    isBusy = false;
  }

  async function obey(order: ThreadOrder<Spec, Task>, signal: AbortSignal): Promise<ThreadNews<Answer>> {
    try {
      return await carryOut(order, signal);
    } catch (error) {
      if (signal.aborted) return { type: "skipped" };
      return { type: "failure", failure: craft.explainFailure(error) };
    }
  }

  async function carryOut(order: ThreadOrder<Spec, Task>, signal: AbortSignal): Promise<ThreadNews<Answer>> {
    switch (order.type) {
      case "start":
        return { type: "done" };
      case "load":
        holdings.set(order.name, await craft.load(order.spec, order.isUrgent));
        return { type: "done" };
      case "unload": {
        const holding = holdings.get(order.name);
        holdings.delete(order.name);
        if (holding !== undefined) await craft.unload(holding);
        return { type: "done" };
      }
      case "work": {
        const started = performance.now();
        const holding = order.holding === undefined ? undefined : holdings.get(order.holding);
        const answer = await craft.answer(order.task, holding, signal);
        return { type: "answer", answer, elapsedMs: performance.now() - started };
      }
    }
  }
}
