import { z } from "zod";
import { poolings } from "../encoder/pooling.ts";

const share = z.number().min(0).max(1);
const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });

/**
 * What turns a mean similarity into a probability: fitted by `whowrote train rewriting` on recorded rewrites of code whose
 * author is known. It holds for one encoder, one way of asking and the rewriters that were recorded.
 */
export const rewritingCalibrationSchema = z.strictObject({
  format: z.literal(1),
  kind: z.literal("rewriting"),
  promptVersion: z.int().min(1),
  /** SHA-256 of the encoder's weights. */
  encoder: z.string().regex(/^[\da-f]{64}$/),
  /** How a window's tokens became one vector. */
  pooling: z.enum(poolings),
  rewriters: z.array(z.string()).min(1),
  /** Rewrites that were asked for of each text. With fewer a mean scatters more, and its rate would be too low. */
  rewrites: z.int().min(1),
  humans: z.int().min(1),
  ais: z.int().min(1),
  groups: z.int().min(1),
  /** probability = 1 / (1 + exp(-(slope x mean similarity + intercept))), at even prior odds. */
  slope: z.number(),
  intercept: z.number(),
  /** Mean similarities of people's recorded code, ascending. */
  humanSimilarities: z.array(z.number().min(-1).max(1)).min(1),
  /** On groups that the line was not fitted on. */
  metrics: z.strictObject({ auroc: interval, tprAt1PercentFpr: interval.optional(), brier: share }),
});

export type RewritingCalibration = z.output<typeof rewritingCalibrationSchema>;

/** Log-odds of "ai". */
export function rewritingScore({ slope, intercept }: RewritingCalibration, meanSimilarity: number): number {
  return slope * meanSimilarity + intercept;
}

/**
 * Share of people's code whose rewrites come at least as near, with one added so that no finite record gives 0 (Phipson &
 * Smyth 2010).
 */
export function rewritingFalseAlarmRate({ humanSimilarities }: RewritingCalibration, meanSimilarity: number): number {
  const atLeast = humanSimilarities.filter((one) => one >= meanSimilarity).length;
  return (atLeast + 1) / (humanSimilarities.length + 1);
}

/**
 * Why a calibration says nothing, in words: rewriting did not tell AI from people in its record. Undefined where it did.
 */
export function whyUseless({ slope, metrics: { auroc } }: RewritingCalibration): string | undefined {
  if (slope > 0 && auroc.low > 0.5) return undefined;
  const [value, low, high] = [auroc.value, auroc.low, auroc.high].map((one) => one.toFixed(2));
  return `rewriting did not tell AI from people in the record: AUROC ${value}, with 95 % confidence ${low} to ${high}, where .50 is chance`;
}
