import { describe, expect, test } from "vitest";
import { capPerGroup } from "../../src/dataset/cap-per-group.ts";
import { cellWeights, languageLabelAndKind } from "../../src/dataset/cell-weights.ts";
import type { Sample } from "../../src/dataset/sample.ts";

const create = (id: string, changes: Partial<Sample> = {}): Sample => ({
  id,
  code: "",
  language: "python",
  label: "ai",
  source: "s",
  group: "g",
  ...changes,
});
const many = (count: number, prefix: string, changes: Partial<Sample> = {}): Sample[] =>
  Array.from({ length: count }, (_, at) => create(`${prefix}${at}`, changes));
const idsOf = (samples: readonly Sample[]): string[] => samples.map(({ id }) => id);

describe("caps", () => {
  const samples = [...many(10, "a"), ...many(4, "b", { label: "human" }), ...many(2, "c", { group: "h" })];

  test("hold for each group and label alone", () => {
    const kept = capPerGroup(samples, { perGroup: 3 }, 1);
    expect(idsOf(kept).map((id) => id[0])).toEqual(["a", "a", "a", "b", "b", "b", "c", "c"]);
  });

  test("choose by id and seed, whatever else is in the dataset and in which order", () => {
    const kept = idsOf(capPerGroup(samples, { perGroup: 3 }, 1));
    expect(idsOf(capPerGroup(samples.toReversed(), { perGroup: 3 }, 1)).sort()).toEqual(kept.toSorted());
    expect(idsOf(capPerGroup([...samples, ...many(50, "d", { group: "i" })], { perGroup: 3 }, 1)).slice(0, 8)).toEqual(
      kept,
    );
    expect(idsOf(capPerGroup(samples, { perGroup: 3 }, 2))).not.toEqual(kept);
    const fewer = samples.filter(({ id }) => kept.includes(id) || id !== "a0");
    expect(idsOf(capPerGroup(fewer, { perGroup: 3 }, 1))).toEqual(kept);
  });

  test("of a task hold for each generator, and not for samples without a task", () => {
    const tasks = [
      ...many(5, "a", { task: "t", generator: "x" }),
      ...many(5, "b", { task: "t", generator: "y" }),
      ...many(5, "c", { task: "t", label: "human" }),
      ...many(5, "d", { task: "t", generator: "x", source: "other" }),
      ...many(5, "e"),
    ];
    const kept = idsOf(capPerGroup(tasks, { perTask: 2 }, 1)).map((id) => id[0]);
    expect(kept.join("")).toBe("aabbccddeeeee");
  });

  test("that are not given leave all", () => {
    expect(capPerGroup(samples, {}, 1)).toEqual(samples);
  });
});

describe("cell weights", () => {
  const total = (weights: Float64Array, samples: readonly Sample[], counts: (sample: Sample) => boolean): number =>
    samples.reduce((sum, sample, at) => sum + (counts(sample) ? weights[at]! : 0), 0);

  test("give each language and label the same total, and have mean 1", () => {
    const samples = [...many(8, "a"), ...many(2, "b", { label: "human" }), ...many(2, "c", { language: "go" })];
    const weights = cellWeights(samples);
    expect(total(weights, samples, () => true)).toBeCloseTo(12);
    expect(weights[0]).toBeCloseTo(0.5);
    expect(weights[8]).toBeCloseTo(2);
    expect(weights[11]).toBeCloseTo(2);
  });

  test("let a group weigh as the square root of its size within a cell", () => {
    const samples = [...many(16, "a", { group: "large" }), ...many(4, "b", { group: "small" })];
    const weights = cellWeights(samples);
    const [large, small] = ["large", "small"].map((name) => total(weights, samples, ({ group }) => group === name));
    expect(large! / small!).toBeCloseTo(2);
  });

  test("can part cells by kind or domain", () => {
    const samples = [...many(6, "a", { kind: "file" }), ...many(2, "b", { domain: "contest" })];
    const weights = cellWeights(samples, { cellOf: languageLabelAndKind });
    expect(weights[0]! * 6).toBeCloseTo(weights[6]! * 2);
  });

  test("stay under the bound, and what is cut goes to the others", () => {
    const samples = [...many(99, "a"), ...many(1, "b", { label: "human" })];
    const weights = cellWeights(samples, { maxWeight: 10 });
    expect(weights[99]).toBe(10);
    expect(weights[0]).toBeCloseTo(90 / 99);
    expect(() => cellWeights(samples, { maxWeight: 0.5 })).toThrow(/maxWeight is 0.5/);
  });

  test("leave cells as they are at exponent 1", () => {
    const samples = [...many(3, "a"), ...many(1, "b", { label: "human" })];
    expect([...cellWeights(samples, { cellExponent: 1, groupExponent: 1 })]).toEqual([1, 1, 1, 1]);
  });
});
