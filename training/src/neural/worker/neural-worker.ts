import { parentPort, workerData } from "node:worker_threads";
import type { NeuralMessage, NeuralThread } from "./neural-messages.ts";
import { runNeuralTask } from "./neural-tasks.ts";
import { StoppedError } from "../run/run-training.ts";

const { task, stop, isOver } = workerData as NeuralThread;
const say = (message: NeuralMessage): void => parentPort!.postMessage(message);

try {
  const history = await runNeuralTask(task, {
    onNote: (text) => say({ type: "note", text }),
    onProgress: (progress) => say({ type: "progress", progress }),
    onEvaluation: (entry) => say({ type: "evaluation", entry }),
    shouldStop: () => Atomics.load(stop, 0) === 1,
  });
  say({ type: "done", history });
} catch (error) {
  say({ type: "failed", error: error as Error, isStopped: error instanceof StoppedError });
} finally {
  Atomics.store(isOver, 0, 1);
  Atomics.notify(isOver, 0);
}
