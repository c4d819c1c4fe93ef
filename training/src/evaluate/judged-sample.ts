import type { Sample } from "../dataset/sample.ts";
import type { Score } from "./score.ts";

/** A sample of a person or an AI with what the detector says of it. */
export interface JudgedSample {
  readonly sample: Omit<Sample, "code">;
  readonly score: Score;
}

export const isAi = ({ sample }: JudgedSample): boolean => sample.label === "ai";

/** What rows are ranked by: the probability. To abstain is to say "as likely as not". */
export const rankOf = ({ score }: JudgedSample): number => score.probability ?? 0.5;
