/** How held-out code falls into the bins of a measurement, people's and AI's apart; shares of each sum to 1. */
export interface Mixture {
  /** Between the bins, ascending; one less than bins. */
  readonly edges: readonly number[];
  readonly human: readonly number[];
  readonly ai: readonly number[];
  /** Share of AI code in what the checkpoint was trained on. */
  readonly trained: number;
  /** Held-out samples behind it. */
  readonly samples: number;
}

/** The least share of a bin: a table that ends at a rate of 0.001 knows no smaller ones. */
const leastShare = 0.001;

/** Shares of the bins when a share `ai` of the code is AI's. */
export function mix({ human, ai: ofAi }: Mixture, ai: number): readonly number[] {
  const shares = human.map((share, bin) => Math.max(leastShare, (1 - ai) * share + ai * ofAi[bin]!));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}
