import { describe, expect, test } from "vitest";
import { attributeText, type AttributedText, type AttributionOptions } from "whowrote/token-attribution/attribute-text";
import type { EvaluatePoints } from "whowrote/token-attribution/integrate-paths";
import { createLineModel } from "./line-model.ts";

const special = { start: 1, end: 2, pad: 0, mask: 3 };
const options: AttributionOptions = {
  baseline: "pad",
  steps: 4,
  mostSteps: 256,
  tolerance: 0.01,
  tokensPerBatch: 64,
};

/** A text of one-letter tokens, one a line of its own where it says so. */
function spell(text: string, windows: AttributedText["windows"]): AttributedText {
  const places = [...text.matchAll(/\S/g)].map(({ index }) => index);
  return {
    text,
    windows,
    ids: Int32Array.from(places, (place) => text.charCodeAt(place)),
    starts: Int32Array.from(places),
    ends: Int32Array.from(places, (place) => place + 1),
  };
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const of = ({ tokens }: { readonly tokens: readonly { readonly contribution: number }[] }) =>
  tokens.map(({ contribution }) => contribution);

test("of a linear model every token gets exactly what it adds, in one step", async () => {
  const model = createLineModel((id) => id / 4);
  const found = await attributeText(spell("A B", [{ start: 0, end: 2 }]), special, model, { ...options, steps: 1 });
  expect(found).toMatchObject({ baseline: "pad", score: 33.5, baselineScore: 0.75, residual: 0, gap: 0, steps: 1 });
  expect(found).not.toHaveProperty("warning");
  expect(of(found)).toEqual([16.25, 16.5]);
});

test("the mask token is another baseline", async () => {
  const model = createLineModel((id) => id / 4);
  const found = await attributeText(spell("A B", [{ start: 0, end: 2 }]), special, model, {
    ...options,
    baseline: "mask",
  });
  expect(found.baselineScore).toBe(2.25);
  expect(of(found)).toEqual([15.5, 15.75]);
});

test("a text that is its own baseline has no gap", async () => {
  const model = createLineModel(() => 1);
  const found = await attributeText(spell("A B", [{ start: 0, end: 2 }]), special, model, options);
  expect(found).toMatchObject({ gap: 0, residual: 0 });
  expect(of(found)).toEqual([0, 0]);
});

describe("windows", () => {
  const text = "A\nB\nC\nD\n";
  const model = createLineModel((id) => id % 8);

  test("a token of two windows gets the mean of both, and one of none gets nothing", async () => {
    const windows = [
      { start: 0, end: 2 },
      { start: 1, end: 3 },
    ];
    const found = await attributeText(spell(text, windows), special, model, options);
    expect(of(found)).toEqual([0.5, 2, 1.5, 0]);
    expect(found.score).toBe((1 + 2 + 2 + 3) / 2 + 3);
    expect(found.lineContributions).toEqual([0.5, 2, 1.5, 0]);
  });

  test("tokens and lines sum to the file's score", async () => {
    const windows = [
      { start: 0, end: 3 },
      { start: 2, end: 4 },
    ];
    const square = createLineModel(
      (id) => (id % 8) / 8,
      (sum) => sum ** 2,
      (sum) => 2 * sum,
    );
    const found = await attributeText(spell(text, windows), special, square, options);
    const change = found.score - found.baselineScore - found.residual;
    expect(total(of(found))).toBeCloseTo(change, 12);
    expect(total(found.lineContributions)).toBeCloseTo(change, 12);
  });

  test("batches hold no more tokens than allowed, and do not change the result", async () => {
    const windows = Array.from({ length: 4 }, (_, at) => ({ start: 0, end: at + 1 }));
    const sizes: number[] = [];
    const watched: EvaluatePoints = (points) => {
      sizes.push(points.length * Math.max(...points.map(({ path }) => path.ids.length)));
      return model(points);
    };
    const small = await attributeText(spell(text, windows), special, watched, { ...options, tokensPerBatch: 12 });
    const large = await attributeText(spell(text, windows), special, model, { ...options, tokensPerBatch: 4096 });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(12);
    expect(small).toEqual(large);
  });
});

describe("a path that bends", () => {
  // Score and slope of a step at a sum of 100: too sharp for few points.
  const bent = createLineModel(
    (id) => (id < 4 ? 0 : id),
    (sum) => 1 / (1 + Math.exp((100 - sum) / 4)),
    (sum) => 1 / (4 * (2 + Math.exp((100 - sum) / 4) + Math.exp((sum - 100) / 4))),
  );
  const file = spell("A B", [{ start: 0, end: 2 }]);

  test("is cut into more steps until the contributions are complete", async () => {
    let asked = 0;
    const counting: EvaluatePoints = (points) => {
      asked += points.length;
      return bent(points);
    };
    const found = await attributeText(file, special, counting, options);
    expect(found.gap).toBeLessThanOrEqual(0.01);
    expect(found.steps).toBeGreaterThan(4);
    expect(found).not.toHaveProperty("warning");
    expect(asked, "known points are not asked for again").toBe(found.steps + 1);
  });

  test("closes its gap with more steps", async () => {
    const gaps: number[] = [];
    for (const steps of [4, 8, 16, 32])
      gaps.push((await attributeText(file, special, bent, { ...options, steps, mostSteps: steps })).gap);
    expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
    expect(gaps[3]).toBeLessThan(gaps[0]! / 100);
  });

  test("is reported with its gap where more steps are not allowed", async () => {
    const found = await attributeText(file, special, bent, { ...options, mostSteps: 4 });
    expect(found.steps).toBe(4);
    expect(found.gap).toBeGreaterThan(0.01);
    expect(found.warning).toMatch(/miss -?[\d.]+ of a change of [\d.]+ \([\d.]+ %\) after 4 steps/);
  });

  test("is cut further alone: windows that are complete are left", async () => {
    const straight = spell("A B !", [
      { start: 0, end: 2 },
      { start: 2, end: 3 },
    ]);
    const asked = new Map<number, number>();
    await attributeText(
      straight,
      special,
      (points) => {
        for (const { path } of points) asked.set(path.ids.length, (asked.get(path.ids.length) ?? 0) + 1);
        return bent(points);
      },
      options,
    );
    expect(asked.get(3)).toBe(5);
    expect(asked.get(4)).toBeGreaterThan(5);
  });
});

test("progress ends with all points that were asked for", async () => {
  const seen: (readonly [number, number])[] = [];
  const model = createLineModel((id) => id);
  const onProgress = (done: number, all: number) => seen.push([done, all]);
  await attributeText(spell("A B", [{ start: 0, end: 2 }]), special, model, {
    ...options,
    tokensPerBatch: 8,
    onProgress,
  });
  expect(seen).toEqual([
    [2, 5],
    [4, 5],
    [5, 5],
  ]);
});

describe("is refused:", () => {
  const model = createLineModel((id) => id);

  test.each([
    ["an empty text", spell("", []), /no tokens \(it is empty, or blanks only\)/],
    ["a text of blanks", spell(" \n\t\n", [{ start: 0, end: 0 }]), /no tokens \(it is empty, or blanks only\)/],
    [
      "a window behind the text",
      spell("A", [{ start: 0, end: 2 }]),
      /no window from token 0 to 2 in a text of 1 tokens/,
    ],
    ["a window without tokens", spell("A", [{ start: 1, end: 1 }]), /no window from token 1 to 1/],
    [
      "offsets of another text",
      { ...spell("A B", [{ start: 0, end: 2 }]), ends: Int32Array.of(1) },
      /2 tokens need as many offsets, not 2 starts and 1 ends/,
    ],
  ] as const)("%s", async (_, file, message) => {
    await expect(attributeText(file, special, model, options)).rejects.toThrow(message);
  });

  test("the mask baseline of a tokenizer without a mask token", async () => {
    const file = spell("A", [{ start: 0, end: 1 }]);
    const asked = attributeText(file, { pad: 0 }, model, { ...options, baseline: "mask" });
    await expect(asked).rejects.toThrow("no mask token: use the baseline pad");
  });

  test("a model whose score is no number", async () => {
    const broken = createLineModel(() => Number.NaN);
    const asked = attributeText(spell("A", [{ start: 0, end: 1 }]), special, broken, options);
    await expect(asked).rejects.toThrow(/score is NaN.*damaged/);
  });
});
