import { describe, expect, test } from "vitest";
import { capPerGroup } from "../../src/dataset/cap-per-group.ts";
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
