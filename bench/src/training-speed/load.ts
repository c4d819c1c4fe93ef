/** A model and the batch that it learns from. */
export interface TrainingLoad {
  readonly name: string;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly vocabulary: number;
  readonly rows: number;
  /** Of each row, special ones included. */
  readonly tokens: number;
}

/** A small one as one begins from nothing, and the size of all-MiniLM-L6-v2, which the released encoder is of. */
export const trainingLoads: readonly TrainingLoad[] = [
  { name: "4 x 256", layers: 4, width: 256, heads: 8, vocabulary: 8192, rows: 16, tokens: 256 },
  { name: "6 x 384", layers: 6, width: 384, heads: 12, vocabulary: 30_522, rows: 16, tokens: 256 },
];

/**
 * Multiplications and additions of a step's matrix products: forward, and twice as many backward. Each layer has weights of
 * 12 width² and two products of tokens by tokens.
 */
export function stepOperations({ layers, width, rows, tokens }: TrainingLoad): number {
  return 3 * 2 * rows * tokens * layers * (12 * width ** 2 + 2 * tokens * width);
}
