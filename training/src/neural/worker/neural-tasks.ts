import { trainEncoder, type EncoderPlan, type TrainHooks } from "../train-encoder.ts";
import { trainHead, type HeadPlan } from "../train-head.ts";
import type { HistoryEntry } from "../training-history.ts";

/** What the worker thread is asked to train. */
export type NeuralTask =
  | { readonly kind: "encoder"; readonly plan: EncoderPlan }
  | { readonly kind: "head"; readonly plan: HeadPlan };

export function runNeuralTask(task: NeuralTask, hooks: TrainHooks): Promise<readonly HistoryEntry[]> {
  return task.kind === "encoder" ? trainEncoder(task.plan, hooks) : trainHead(task.plan, hooks);
}
