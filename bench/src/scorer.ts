import type { Score, ScoredText } from "@whowrote/training/evaluate/score";
import { scoreSamples, type ScoreOptions } from "@whowrote/training/evaluate/score-samples";
import type { JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Sample } from "@whowrote/training/dataset/sample";
import type { ScoreCache } from "./score-cache.ts";

/** Accepted false-positive rates at which verdicts are asked for, the deployed one first. */
export const acceptedRates = [0.01, 0.001, 0.05] as const;

/** Gives texts their scores, from the cache where they are known. */
export interface Scorer {
  readonly score: (texts: readonly ScoredText[]) => Promise<readonly Score[]>;
  /** As if nothing were known. */
  readonly scoreAgain: (texts: readonly ScoredText[], threads: number) => Promise<readonly Score[]>;
}

export interface ScorerOptions extends Omit<ScoreOptions, "rates" | "onScores"> {
  readonly cache: ScoreCache;
  /** Hears how many texts are scored so far, of how many that were not known. */
  readonly onProgress: (done: number, total: number) => void;
}

export function createScorer({ cache, onProgress, ...options }: ScorerOptions): Scorer {
  return {
    score: async (texts) => {
      const missing = texts.filter((text) => cache.find(text) === undefined);
      let done = 0;
      await scoreSamples(missing, {
        ...options,
        rates: acceptedRates,
        onScores: async (scores, start) => {
          await cache.add(missing.slice(start, start + scores.length), scores);
          onProgress((done += scores.length), missing.length);
        },
      });
      return texts.map((text) => cache.find(text)!);
    },
    scoreAgain: (texts, threads) => scoreSamples(texts, { ...options, threads, rates: acceptedRates }),
  };
}

/** Samples joined with their scores, in their order. */
export async function judgeSamples(samples: readonly Sample[], scorer: Scorer): Promise<JudgedSample[]> {
  const scores = await scorer.score(samples);
  return samples.map((sample, row) => ({ sample, score: scores[row]! }));
}
