import type { Mixture } from "./mixture.ts";
import { toShares } from "./probability-mixture.ts";
import type { SignalQuartiles } from "./signal-quartiles.ts";

interface TrainedOn {
  readonly human: number;
  readonly ai: number;
}

/**
 * How a signal's values fall in held-out code: below, within and above the part that the middle halves of people's and
 * AI code have in common. A checkpoint keeps quartiles only; inside a middle half values are taken as spread evenly.
 * @param trainedOn samples of all languages
 * @returns undefined where the middle halves have nothing in common
 */
export function createSignalMixture(
  { human, ai }: SignalQuartiles,
  trainedOn: TrainedOn,
): (Mixture & { readonly edges: readonly [number, number] }) | undefined {
  const low = Math.max(human[0], ai[0]);
  const high = Math.min(human[1], ai[1]);
  if (!(low < high)) return undefined;
  const samples = trainedOn.human + trainedOn.ai;
  return {
    edges: [low, high],
    human: toShares([shareBelow(human, low), shareBelow(human, high)]),
    ai: toShares([shareBelow(ai, low), shareBelow(ai, high)]),
    trained: trainedOn.ai / samples,
    samples,
  };
}

const shareBelow = ([lower, upper]: readonly [number, number], value: number): number =>
  0.25 + (0.5 * (value - lower)) / (upper - lower);
