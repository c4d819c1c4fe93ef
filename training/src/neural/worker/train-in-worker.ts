import { Worker } from "node:worker_threads";
import type { NeuralMessage, NeuralThread } from "./neural-messages.ts";
import type { NeuralTask } from "./neural-tasks.ts";
import { StoppedError } from "../run/run-training.ts";
import type { TrainHooks } from "../train-encoder.ts";
import type { HistoryEntry } from "../training-history.ts";

export interface WatchHooks extends Omit<TrainHooks, "shouldStop"> {
  /** Asks the run to save its state and to stop. */
  readonly signal: AbortSignal;
}

/** Longer than a step and its saving take on any machine; a thread that has not stopped then has got stuck. */
const longestStopMs = 120_000;

/**
 * Trains in a worker thread, so that this one stays free. The thread is never ended from outside: onnxruntime would take the
 * process with it (SIGABRT). So a process that ends meanwhile asks it to stop first, and waits until its run is saved.
 * @throws {StoppedError} when it was asked to stop and has saved its run
 */
export async function trainInWorker(task: NeuralTask, hooks: WatchHooks): Promise<readonly HistoryEntry[]> {
  const [stop, isOver] = [createFlag(), createFlag()];
  const ask = (): void => {
    Atomics.store(stop, 0, 1);
  };
  if (hooks.signal.aborted) ask();
  const askAloud = (): void => {
    ask();
    hooks.onNote("stopping after this step: the run is being saved");
  };
  hooks.signal.addEventListener("abort", askAloud);
  const worker = new Worker(new URL("./neural-worker.ts", import.meta.url), {
    name: "training",
    workerData: { task, stop, isOver } satisfies NeuralThread,
  });
  const settle = (): void => {
    ask();
    Atomics.wait(isOver, 0, 0, longestStopMs);
  };
  process.on("exit", settle);
  let history: readonly HistoryEntry[] | undefined;
  let failure: Error | undefined;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  worker.on("message", (message: NeuralMessage) => {
    if (message.type === "note") hooks.onNote(message.text);
    else if (message.type === "progress") hooks.onProgress(message.progress);
    else if (message.type === "evaluation") hooks.onEvaluation(message.entry);
    else if (message.type === "done") history = message.history;
    else failure = message.isStopped ? new StoppedError(message.error.message) : message.error;
  });
  worker.on("error", (error: Error) => {
    failure = error;
  });
  worker.once("exit", (code) => {
    if (!history) failure ??= new Error(`The training thread ended with code ${code}. What it saved last is kept.`);
    end();
  });
  await ended;
  process.off("exit", settle);
  hooks.signal.removeEventListener("abort", askAloud);
  if (failure) throw failure;
  return history!;
}

function createFlag(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
