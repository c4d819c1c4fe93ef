import type { Sample } from "./sample.ts";

type Weighted = Pick<Sample, "language" | "label" | "group" | "kind" | "domain">;

export interface CellWeightOptions<S> {
  /** Samples of one cell share its weight. Default: language and label. */
  readonly cellOf?: (sample: S) => string;
  /** Total weight of a cell is its size (of groups, see `groupExponent`) to this power: 0 gives every cell the same, 1 leaves them as they are. Default 0. */
  readonly cellExponent?: number;
  /** Total weight of a group within a cell is its number of samples to this power. Default 0.5: the square root. */
  readonly groupExponent?: number;
  /** No sample weighs more than this many times the mean. Default 10. */
  readonly maxWeight?: number;
}

/**
 * Weights, one per sample with mean 1, under which no cell and within a cell no group dominates. The bound comes last, so a cell of few
 * samples may stay lighter than the others.
 */
export function cellWeights<S extends Weighted>(
  samples: readonly S[],
  options: CellWeightOptions<S> = {},
): Float64Array {
  const { cellOf = languageAndLabel, cellExponent = 0, groupExponent = 0.5, maxWeight = 10 } = options;
  if (!(maxWeight >= 1))
    throw new RangeError(`maxWeight is ${maxWeight}; the mean weight is 1, so it must be 1 or more.`);
  const cells = samples.map(cellOf);
  const groups = samples.map(({ group }, at) => `${cells[at]}\0${group}`);
  const groupSizes = countBy(groups);
  const weights = Float64Array.from(groups, (group) => groupSizes.get(group)! ** (groupExponent - 1));
  const cellSums = new Map<string, number>();
  for (const [at, cell] of cells.entries()) cellSums.set(cell, (cellSums.get(cell) ?? 0) + weights[at]!);
  for (const [at, cell] of cells.entries()) weights[at]! *= cellSums.get(cell)! ** (cellExponent - 1);
  return boundWeights(weights, maxWeight);
}

/** The cell in which the kind of code counts too: contest answers, functions and files of people are not alike. */
export function languageLabelAndKind({ language, label, kind, domain }: Weighted): string {
  return [language, label, kind ?? domain ?? ""].join("\0");
}

const languageAndLabel = ({ language, label }: Weighted): string => [language, label].join("\0");

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Scales to mean 1 with the heaviest cut to the bound; what is cut goes to the others in proportion. */
function boundWeights(weights: Float64Array, maxWeight: number): Float64Array {
  const isCut = new Uint8Array(weights.length);
  for (;;) {
    let free = weights.length;
    let sum = 0;
    for (const [at, weight] of weights.entries()) {
      if (isCut[at]) free -= maxWeight;
      else sum += weight;
    }
    if (sum === 0) return weights;
    let cutNow = 0;
    for (const [at, weight] of weights.entries()) {
      if (isCut[at]) continue;
      weights[at] = (weight * free) / sum;
      // Rounding must not cut weights that are all equal to the bound.
      if (weights[at] > maxWeight * (1 + 1e-12)) {
        weights[at] = maxWeight;
        isCut[at] = 1;
        cutNow++;
      }
    }
    if (cutNow === 0) return weights;
  }
}
