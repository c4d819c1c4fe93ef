import type { Tensors } from "whowrote/tensor";
import { viewIds, type ViewId } from "whowrote/view";
import { linearVersion, type FittedLinear, type LinearOptions } from "../fit/linear.ts";
import type { MeasuredRows } from "../measure/measured-rows.ts";
import { cacheKey, type TensorCache } from "../tensor-cache.ts";
import { runInWorkers } from "../work-pool.ts";
import type { LexicalShared, LexicalTask } from "./lexical-worker.ts";
import type { TrainingRows } from "./training-rows.ts";

export interface LexicalFit {
  /** Fitted on all rows. */
  readonly models: Readonly<Record<ViewId, FittedLinear>>;
  /** Per view, one score a row, from a model that never saw the row's fold. */
  readonly heldOutScores: Readonly<Record<ViewId, Float32Array>>;
}

export interface LexicalHooks {
  readonly cache: TensorCache;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Fits each view once on all rows, and once without each fold. Finished fits come from the cache. */
export async function crossFitLexical(
  measured: MeasuredRows,
  rows: TrainingRows,
  options: LinearOptions,
  { cache, onProgress, signal }: LexicalHooks,
): Promise<LexicalFit> {
  const { labels, weights, groups } = rows;
  const tasks = listTasks(rows);
  const heldOutScores = Object.fromEntries(viewIds.map((id) => [id, new Float32Array(measured.rows)]));
  const models: Partial<Record<ViewId, FittedLinear>> = {};
  const keep = ({ view, heldOut }: LexicalTask, { weights: fitted, bias, scores }: Tensors): void => {
    if (heldOut.length === 0) models[view] = { weights: fitted!.data as Float32Array, bias: bias!.data[0]! };
    for (const [at, row] of heldOut.entries()) heldOutScores[view]![row] = scores!.data[at]!;
  };
  const dataKeys = Object.fromEntries(
    viewIds.map((id) => {
      const { offsets, buckets, counts } = measured.views[id];
      return [id, cacheKey(offsets, buckets, counts, labels, weights, groups, options)];
    }),
  );
  const keyOf = ({ view, rows: fitted, heldOut }: LexicalTask) =>
    cacheKey(linearVersion, dataKeys[view]!, fitted, heldOut);
  const missing: LexicalTask[] = [];
  for (const task of tasks) {
    const cached = await cache.read(keyOf(task));
    if (cached) keep(task, cached);
    else missing.push(task);
  }
  let done = tasks.length - missing.length;
  onProgress(done, tasks.length);
  await runInWorkers<LexicalTask, Tensors>(
    new URL("./lexical-worker.ts", import.meta.url),
    missing,
    async (fit, index) => {
      const task = missing[index]!;
      keep(task, fit);
      await cache.write(keyOf(task), fit);
      onProgress(++done, tasks.length);
    },
    { workerData: { views: measured.views, labels, weights, groups, options } satisfies LexicalShared, signal },
  );
  return { models: models as LexicalFit["models"], heldOutScores: heldOutScores as LexicalFit["heldOutScores"] };
}

function listTasks({ labels, folds, foldCount }: TrainingRows): LexicalTask[] {
  const all = Uint32Array.from(labels, (_, row) => row);
  return viewIds.flatMap((view) => [
    { view, rows: all, heldOut: new Uint32Array() },
    ...Array.from({ length: foldCount }, (_, fold) => ({
      view,
      rows: all.filter((row) => folds[row] !== fold),
      heldOut: all.filter((row) => folds[row] === fold),
    })),
  ]);
}
