import type { ParameterRule } from "./parameter-rule.ts";

/** Something that is learned, with where it starts. */
export interface Parameter {
  /** Unique; its name in checkpoints. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: Float32Array;
  /** Belongs to the encoder, which can be frozen; else to a head. */
  readonly part: "encoder" | "head";
  readonly rule: ParameterRule;
}

/**
 * Normally distributed numbers (Box & Muller 1958), those beyond two deviations drawn again, as BERT starts its weights.
 * @param random gives numbers in [0, 1)
 */
export function normalNumbers(count: number, deviation: number, random: () => number): Float32Array {
  return Float32Array.from({ length: count }, () => {
    for (;;) {
      const drawn = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      if (Math.abs(drawn) <= 2) return drawn * deviation;
    }
  });
}
