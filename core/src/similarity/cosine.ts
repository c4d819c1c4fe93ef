/** Between -1 and 1; 0 where a vector is all zeros. Both have the same length. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0;
  for (const [at, value] of a.entries()) product += value * b[at]!;
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? 0 : Math.max(-1, Math.min(1, product / lengths));
}
