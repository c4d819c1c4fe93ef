/**
 * T5's bucket of a relative position (key - query), in which far positions share one: Raffel et al. 2020, section 2.1.
 * The logarithm is rounded to float32 at every step, as the reference implementation does; exact ones fall into other
 * buckets where a step ends at a whole number.
 */
export function bucketOf(relative: number, buckets: number, maxDistance: number): number {
  const half = buckets / 2;
  const exact = Math.floor(half / 2);
  const distance = Math.abs(relative);
  const side = relative > 0 ? half : 0;
  if (distance < exact) return side + distance;
  const share = Math.fround(
    Math.fround(Math.log(Math.fround(distance / exact))) / Math.fround(Math.log(maxDistance / exact)),
  );
  const step = exact + Math.trunc(Math.fround(share * (half - exact)));
  return side + Math.min(step, half - 1);
}
