import { poolByAttention, type AttentionParameters } from "./attention.ts";

const poolings = {
  /** Every window counts the same. */
  mean: (scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length,
  /** The most striking window decides: for code that only a part of is by an AI. */
  max: (scores) => scores.reduce((most, score) => Math.max(most, score), -Infinity),
  /** Half of the windows lie below it: one odd window changes nothing. */
  median: (scores) => {
    const sorted = Float64Array.from(scores).sort();
    return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  },
} satisfies Readonly<Record<string, (scores: ArrayLike<number> & readonly number[]) => number>>;

/** How the scores of a file's windows become one. Pooling with learned parameters: `attention.ts`. */
export type WindowPooling = keyof typeof poolings;

export const windowPoolings: readonly WindowPooling[] = Object.keys(poolings) as WindowPooling[];

/** @throws {RangeError} when there are no scores */
export function poolWindowScores(scores: readonly number[], pooling: WindowPooling): number {
  if (scores.length === 0)
    throw new RangeError("No windows, no score: the text has no tokens (it is empty, or blanks only).");
  return poolings[pooling](scores);
}

/** What a head knows of judging files; encoder-head.ts makes one of a head. */
interface WindowJudge {
  /** Log-odds of one vector. */
  readonly score: (vector: Float32Array) => number;
  /** How the windows of a file are judged together. */
  readonly windows: Extract<WindowPooling, "mean" | "max"> | AttentionParameters;
}

/**
 * One log-odds for a file.
 * @param vectors the embeddings of its windows
 * @throws {RangeError} when there are none, or their width does not fit the attention
 */
export function scoreFile(vectors: readonly Float32Array[], { score, windows }: WindowJudge): number {
  return typeof windows === "string"
    ? poolWindowScores(vectors.map(score), windows)
    : score(Float32Array.from(poolByAttention(vectors, windows).vector));
}
