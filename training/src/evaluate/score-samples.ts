import { runInWorkers } from "../work-pool.ts";
import type { Score, ScoredText } from "./score.ts";
import type { ScoreSettings } from "./score-worker.ts";

export interface ScoreOptions extends ScoreSettings {
  readonly threads: number;
  /** Called as scores come in, with the scores of the texts from `start` on. */
  readonly onScores?: (scores: readonly Score[], start: number) => void | Promise<void>;
}

const batchSize = 32;

/**
 * Scores texts in worker threads, one score per text, in their order. Each text is scored alone, so neither the number
 * of threads nor the order changes a score.
 * @throws when the detector cannot be loaded, or a thread dies (out of memory, say)
 */
export async function scoreSamples(
  texts: readonly ScoredText[],
  { threads, onScores, ...settings }: ScoreOptions,
): Promise<readonly Score[]> {
  const batches: ScoredText[][] = [];
  for (let start = 0; start < texts.length; start += batchSize)
    batches.push(texts.slice(start, start + batchSize).map(whatIsRead));
  const scored: (readonly Score[])[] = [];
  await runInWorkers<readonly ScoredText[], readonly Score[]>(
    new URL("./score-worker.ts", import.meta.url),
    batches,
    async (scores, batch) => {
      scored[batch] = scores;
      await onScores?.(scores, batch * batchSize);
    },
    { threads, workerData: settings satisfies ScoreSettings },
  );
  return scored.flat();
}

/** The other fields of a sample need not cross to a thread. */
const whatIsRead = ({ code, language, path }: ScoredText): ScoredText => ({
  code,
  language,
  ...(path !== undefined && { path }),
});
