import type { ErrorRates, MeasuredRate } from "./error-rates.ts";

/** Files of one kind (language) with the rates that hold for them. */
export interface JudgedGroup {
  readonly files: number;
  /** How many of them were called "ai". */
  readonly flagged: number;
  readonly rates: ErrorRates;
}

/** The share of files that an AI wrote, corrected for the detector's errors, with its 95 % interval; all 0..1. */
export interface PrevalenceEstimate {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Files that it rests on. */
  readonly files: number;
}

/** With fewer files the interval says nothing. */
export const minimumFiles = 20;
/** A detector that finds AI code hardly more often than it accuses people tells nothing about the share. */
const minimumYouden = 0.05;
/** 97.5th percentile of the normal distribution. */
const z = 1.959964;

/**
 * Estimates the true share of AI code from the share that was flagged: Rogan & Gladen (1978), (flagged − false
 * positives) / (sensitivity − false positives), clipped to 0..1, with the interval of Lang & Reiczigel (2014, Preventive
 * Veterinary Medicine 113:13-22, equations 6-7 and 16-17), which also counts that the rates were measured on finite samples.
 * Groups are pooled in proportion to their files, which is exact when the share of AI code is the same in each;
 * groups whose rates were measured on nothing are left out.
 * @returns undefined with fewer than {@link minimumFiles} files, or when the detector's rates are too close together.
 */
export function estimatePrevalence(judged: readonly JudgedGroup[]): PrevalenceEstimate | undefined {
  const groups = judged.filter(({ rates }) => rates.sensitivity.n > 0 && rates.falsePositive.n > 0);
  const files = sum(groups, (group) => group.files);
  if (files < minimumFiles) return undefined;
  const flagged = sum(groups, (group) => group.flagged) / files;
  const sensitivity = pool(groups, files, (rates) => rates.sensitivity);
  const falsePositive = pool(groups, files, (rates) => rates.falsePositive);
  if (sensitivity.rate - falsePositive.rate < minimumYouden) return undefined;

  const share = correct(flagged, sensitivity.rate, falsePositive.rate);
  const n = files + z * z;
  const adjusted = (flagged * files + (z * z) / 2) / n;
  const se = shrink(sensitivity);
  const fp = shrink(falsePositive);
  const centre = correct(adjusted, se.rate, fp.rate);
  const seVariance = (se.rate * (1 - se.rate)) / se.n;
  const fpVariance = (fp.rate * (1 - fp.rate)) / fp.n;
  const shift = 2 * z * z * (centre * seVariance - (1 - centre) * fpVariance);
  const variance = (adjusted * (1 - adjusted)) / n + centre ** 2 * seVariance + (1 - centre) ** 2 * fpVariance;
  const half = (z * Math.sqrt(variance)) / (se.rate - fp.rate);
  const estimate = clip(share);
  return {
    share: estimate,
    low: Math.min(estimate, clip(centre + shift - half)),
    high: Math.max(estimate, clip(centre + shift + half)),
    files,
  };
}

const correct = (flagged: number, sensitivity: number, falsePositive: number): number =>
  (flagged - falsePositive) / (sensitivity - falsePositive);

/** One more case of each kind (Agresti-Coull), so that a rate of 0 or 1 is not taken for certain. */
const shrink = ({ rate, n }: MeasuredRate): MeasuredRate => ({ rate: (rate * n + 1) / (n + 2), n: n + 2 });

/** The mean rate over all files; n is the size of one sample that would measure it equally well. */
function pool(
  groups: readonly JudgedGroup[],
  files: number,
  select: (rates: ErrorRates) => MeasuredRate,
): MeasuredRate {
  const weighted = groups.map((group) => ({ weight: group.files / files, ...select(group.rates) }));
  const rate = sum(weighted, (part) => part.weight * part.rate);
  // A rate of exactly 0 or 1 has no variance of its own: the shrunken one stands in for it.
  const spread = (part: MeasuredRate): number => {
    const { rate: inner } = shrink(part);
    return inner * (1 - inner);
  };
  const variance = sum(weighted, (part) => (part.weight ** 2 * spread(part)) / part.n);
  const mean = sum(weighted, (part) => part.weight * spread(part));
  return { rate, n: mean / variance };
}

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);

const clip = (share: number): number => Math.min(1, Math.max(0, share));
