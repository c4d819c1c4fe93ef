import type { NeuralTask } from "./neural-tasks.ts";
import type { TrainingProgress } from "../run/progress.ts";
import type { HistoryEntry } from "../training-history.ts";

/** What the training thread is started with. */
export interface NeuralThread {
  readonly task: NeuralTask;
  /** Shared: 1 asks it to save its run and to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** Shared: 1 says that it is done with native code, in which it must not be ended. */
  readonly isOver: Int32Array<SharedArrayBuffer>;
}

/** What the training thread says; the last is `done` or `failed`. */
export type NeuralMessage =
  | { readonly type: "note"; readonly text: string }
  | { readonly type: "progress"; readonly progress: TrainingProgress }
  | { readonly type: "evaluation"; readonly entry: HistoryEntry }
  | { readonly type: "done"; readonly history: readonly HistoryEntry[] }
  | { readonly type: "failed"; readonly error: Error; readonly isStopped: boolean };
