import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageIds } from "whowrote/language";
import { createRandom } from "whowrote/random";
import type { Grouped } from "../../src/dataset/assign-groups.ts";
import { splitByGroup } from "../../src/dataset/split-by-group.ts";

/** 60 groups of 1 to 40 samples in four strata; every fifth group holds both labels. */
function createGroups(seed: number) {
  const random = createRandom(seed);
  return Array.from({ length: 60 }, (_, group) =>
    Array.from({ length: 1 + Math.floor(random() * 40) }, (_, at) => ({
      id: `${group}-${at}`,
      group: `g${group}`,
      language: languageIds[group % 2]!,
      label: (group % 5 === 0 ? at % 2 === 0 : group % 4 < 2) ? ("ai" as const) : ("human" as const),
    })),
  ).flat();
}

const stratumOf = ({ language, label }: Grouped): string => `${language} ${label}`;

const arbitrarySamples = fc.array(
  fc.record({
    group: fc.integer({ min: 0, max: 12 }).map(String),
    language: fc.constantFrom("python" as const, "go" as const),
    label: fc.constantFrom("human" as const, "ai" as const),
  }),
);

test("no group is split, and no sample is lost", () => {
  fc.assert(
    fc.property(arbitrarySamples, fc.integer({ min: 0, max: 99 }), (samples, seed) => {
      const parts = splitByGroup(samples, { train: 0.7, test: 0.3 }, seed);
      const tested = new Set(parts.test.map(({ group }) => group));
      expect(parts.train.some(({ group }) => tested.has(group))).toBe(false);
      expect(parts.train.length + parts.test.length).toBe(samples.length);
    }),
  );
});

test("each part gets about its fraction of every language and label", () => {
  const samples = createGroups(1);
  const parts = splitByGroup(samples, { train: 0.6, calibration: 0.2, test: 0.2 }, 7);
  for (const stratum of new Set(samples.map(stratumOf))) {
    const total = samples.filter((sample) => stratumOf(sample) === stratum).length;
    const share = (part: readonly Grouped[]) => part.filter((sample) => stratumOf(sample) === stratum).length / total;
    expect(share(parts.train)).toBeCloseTo(0.6, 1);
    expect(share(parts.calibration)).toBeCloseTo(0.2, 1);
    expect(share(parts.test)).toBeCloseTo(0.2, 1);
  }
});

test("the parts depend on the seed, not on the order of the samples", () => {
  const samples = createGroups(2);
  const groupsOf = (order: typeof samples, seed: number) =>
    [...new Set(splitByGroup(order, { train: 0.8, test: 0.2 }, seed).test.map(({ group }) => group))].sort();
  expect(groupsOf(samples.toReversed(), 3)).toEqual(groupsOf(samples, 3));
  expect(groupsOf(samples, 4)).not.toEqual(groupsOf(samples, 3));
});

test("large groups come into small parts too", () => {
  const samples = createGroups(3);
  const sizes = new Map<string, number>();
  for (const { group } of samples) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const largest = [...sizes].sort((one, other) => other[1] - one[1])[0]![0];
  const held = Array.from(
    { length: 40 },
    (_, seed) => splitByGroup(samples, { train: 0.8, test: 0.2 }, seed).test,
  ).filter((part) => part.some(({ group }) => group === largest));
  // Binomial(40, 0.2): fewer than 2 happens once in 700 times.
  expect(held.length).toBeGreaterThanOrEqual(2);
});

test("fractions that are no parts of one are refused", () => {
  expect(() => splitByGroup([], { train: 0.8, test: 0.3 }, 1)).toThrow(/must be positive and sum to 1/);
  expect(() => splitByGroup([], { train: 1, test: 0 }, 1)).toThrow(/must be positive/);
});

describe("near-duplicates in two groups", () => {
  const samples = createGroups(4);
  const ofGroup = (name: string) => samples.findIndex(({ group }) => group === name);
  // All samples differ but the first of each group in a chain g0 - g1 - … - g9.
  const clusters = Int32Array.from(samples, (_, at) => at);
  for (let group = 1; group < 10; group++) clusters[ofGroup(`g${group}`)] = clusters[ofGroup("g0")]!;

  test("are kept together with their groups", () => {
    for (let seed = 0; seed < 10; seed++) {
      const { test: tested } = splitByGroup(samples, { train: 0.7, test: 0.3 }, seed, {
        clusters,
        rule: "keep together",
      });
      const chained = new Set(tested.map(({ group }) => group).filter((group) => /^g\d$/.test(group)));
      expect([0, 10]).toContain(chained.size);
    }
  });

  test("are dropped from the larger part", () => {
    const whole = splitByGroup(samples, { train: 0.7, test: 0.3 }, 5);
    const parts = splitByGroup(samples, { train: 0.7, test: 0.3 }, 5, { clusters, rule: "drop" });
    expect(parts.test).toEqual(whole.test);
    const inCluster = new Set(samples.filter((_, at) => clusters[at] === clusters[ofGroup("g0")]).map(({ id }) => id));
    expect(parts.test.some(({ id }) => inCluster.has(id))).toBe(true);
    expect(parts.train).toEqual(whole.train.filter(({ id }) => !inCluster.has(id)));
  });
});
