import { expect, test } from "vitest";
import { kolmogorovSmirnov } from "../../src/monitoring/kolmogorov-smirnov.ts";
import { stabilityIndex } from "../../src/monitoring/stability-index.ts";

// numpy and scipy 1.17.1:
//   o, e = np.array([120, 60, 40, 30, 50]) / 300, np.array([.5, .2, .1, .1, .1])
//   scipy.stats.entropy(o, e) + scipy.stats.entropy(e, o)
test("the stability index is the symmetric divergence that scipy computes", () => {
  expect(stabilityIndex([120, 60, 40, 30, 50], [0.5, 0.2, 0.1, 0.1, 0.1])).toBeCloseTo(0.06595879913087968, 14);
});

test("the stability index of what was expected is 0", () => {
  expect(stabilityIndex([50, 30, 20], [0.5, 0.3, 0.2])).toBeCloseTo(0, 15);
});

// o = np.maximum([0, 100, 100], .5) / 200; ((o - e) * np.log(o / e)).sum() with e = [.25, .5, .25]
test("an empty bin counts as half a sample", () => {
  expect(stabilityIndex([0, 100, 100], [0.25, 0.5, 0.25])).toBeCloseTo(1.313066416172039, 14);
});

// scipy 1.17.1, for counts c and shares e of 1000:
//   a, b = np.repeat(np.arange(5), c), np.repeat(np.arange(5), np.round(e * 1000).astype(int))
//   d = scipy.stats.ks_2samp(a, b).statistic; n, m = len(a), len(b)
//   d, scipy.special.kolmogorov(d * np.sqrt(n * m / (n + m)))
test.each([
  { counts: [120, 60, 40, 30, 50], shares: [0.5, 0.2, 0.1, 0.1, 0.1], distance: 0.1, chance: 0.019796732015093674 },
  {
    counts: [130, 80, 25, 35, 30],
    shares: [0.45, 0.25, 0.1, 0.1, 0.1],
    distance: 0.016666666666666666,
    chance: 0.9999999566151091,
  },
])("the Kolmogorov-Smirnov test of $counts agrees with scipy", ({ counts, shares, distance, chance }) => {
  const found = kolmogorovSmirnov(counts, shares, 1000);
  expect(found.distance).toBeCloseTo(distance, 12);
  // Below 0.3 the limit distribution is given as 1.
  expect(found.chance).toBeCloseTo(chance, 6);
});

// [scipy.special.kolmogorov(x) for x in (.5, 1, 1.36, 2)]
test.each([
  [0.5, 0.9639452436648751],
  [1, 0.26999967167735456],
  [1.36, 0.049485876755377876],
  [2, 0.0006709252557796953],
])("Kolmogorov's distribution at %d agrees with scipy", (x, chance) => {
  // All of n in one of two bins that the other sample shares out by d: the distance is d.
  const distance = 0.1;
  const product = (x / distance) ** 2;
  const size = 2 * product;
  // n m / (n + m) = product with n = m = 2 product.
  const found = kolmogorovSmirnov([size * (0.5 + distance), size * (0.5 - distance)], [0.5, 0.5], size);
  expect(found.distance).toBeCloseTo(distance, 12);
  expect(found.chance).toBeCloseTo(chance, 10);
});
