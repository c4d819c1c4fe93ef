/**
 * Times several ways of doing the same, taking turns, so that what else the machine does meets them all.
 * @returns the fastest time of each in milliseconds, in their order; the first round only warms them up
 */
export async function alternate(ways: readonly (() => Promise<unknown>)[], rounds: number): Promise<number[]> {
  const fastest = ways.map(() => Infinity);
  for (let round = 0; round <= rounds; round++)
    for (const [at, way] of ways.entries()) {
      const started = performance.now();
      await way();
      const time = performance.now() - started;
      if (round > 0) fastest[at] = Math.min(fastest[at]!, time);
    }
  return fastest;
}
