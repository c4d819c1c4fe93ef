import type { LanguageId } from "../../src/language.ts";

/** A snippet and what signals must measure on it, computed by hand and written as it was computed. NaN: not defined. */
export interface Example {
  readonly fact: string;
  readonly language: LanguageId;
  readonly code: string;
  readonly expected: Readonly<Record<string, number>>;
}

/** Entropy of counts in bits, from the definition; the product computes it in another form. */
export function bits(...counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return -counts.reduce((sum, count) => sum + (count / total) * Math.log2(count / total), 0);
}

/** Population standard deviation over the mean. */
export function spread(...values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
}
