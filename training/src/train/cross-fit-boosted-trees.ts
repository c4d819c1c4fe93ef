import { readBoostedTrees } from "whowrote/classifier/boosted-trees";
import { boostedTreesVersion, fitBoostedTrees, type BoostedTreesOptions } from "../fit/boosted-trees.ts";
import { cacheKey, type TensorCache } from "../tensor-cache.ts";
import { crossFitTrees, type CrossFitRows, type TreeFit } from "./cross-fit-trees.ts";

export interface BoostedTreesHooks {
  readonly cache: TensorCache;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Boosted trees without each fold and on all rows. Finished fits come from the cache.
 * @param values row-major
 */
export async function crossFitBoostedTrees(
  values: Float32Array,
  rows: CrossFitRows,
  options: BoostedTreesOptions,
  { cache, onProgress, signal }: BoostedTreesHooks,
): Promise<TreeFit> {
  const dataKey = cacheKey(boostedTreesVersion, values, rows.labels, rows.weights, options);
  return crossFitTrees(
    values,
    rows,
    async (data) => {
      const key = cacheKey(dataKey, data.rows!);
      const cached = await cache.read(key);
      if (cached) return readBoostedTrees(cached);
      const tensors = (await fitBoostedTrees(data, options, { signal })).toTensors();
      await cache.write(key, tensors);
      // Read back, so that a run from the cache gives the same numbers to the last digit.
      return readBoostedTrees(tensors);
    },
    onProgress,
  );
}
