import { viewIds, type ViewId } from "whowrote/view";
import type { FittedLinear, LinearOptions } from "../fit/linear.ts";
import type { MeasuredRows } from "../measure/measured-rows.ts";
import { runInWorkers } from "../work-pool.ts";
import type { LexicalShared, LexicalTask } from "./lexical-worker.ts";
import type { TrainingRows } from "./training-rows.ts";

export interface LexicalFit {
  /** Fitted on all rows. */
  readonly models: Readonly<Record<ViewId, FittedLinear>>;
  /** Per view, one score a row, from a model that never saw the row's fold. */
  readonly heldOutScores: Readonly<Record<ViewId, Float32Array>>;
}

/** Fits each view once on all rows, and once without each fold. */
export async function crossFitLexical(
  measured: MeasuredRows,
  { labels, weights, groups, folds, foldCount }: TrainingRows,
  options: LinearOptions,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<LexicalFit> {
  const all = Uint32Array.from(labels, (_, row) => row);
  const tasks: LexicalTask[] = viewIds.flatMap((view) => [
    { view, rows: all, heldOut: new Uint32Array() },
    ...Array.from({ length: foldCount }, (_, fold) => ({
      view,
      rows: all.filter((row) => folds[row] !== fold),
      heldOut: all.filter((row) => folds[row] === fold),
    })),
  ]);
  const heldOutScores = Object.fromEntries(viewIds.map((id) => [id, new Float32Array(measured.rows)]));
  const models: Partial<Record<ViewId, FittedLinear>> = {};
  let done = 0;
  await runInWorkers<LexicalTask, { model: FittedLinear; scores: Float32Array }>(
    new URL("./lexical-worker.ts", import.meta.url),
    tasks,
    ({ model, scores }, index) => {
      const { view, heldOut } = tasks[index]!;
      if (heldOut.length === 0) models[view] = model;
      for (const [at, row] of heldOut.entries()) heldOutScores[view]![row] = scores[at]!;
      onProgress(++done, tasks.length);
    },
    { workerData: { views: measured.views, labels, weights, groups, options } satisfies LexicalShared, signal },
  );
  return { models: models as LexicalFit["models"], heldOutScores: heldOutScores as LexicalFit["heldOutScores"] };
}
