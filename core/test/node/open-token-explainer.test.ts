import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inFloats, quantizeRows } from "whowrote/encoder/int8-rows";
import { openTokenExplainer, type ExplainedModel, type TokenExplainer } from "whowrote/node/open-token-explainer";
import type { Tensor } from "whowrote/tensor";
import { baselineIds } from "whowrote/token-attribution";
import type { AttributedText } from "whowrote/token-attribution/attribute-text";
import { createScoreHead, type HeadForm } from "whowrote/token-attribution/score-head";
import { strongestTokens } from "whowrote/token-attribution/strongest-tokens";
import { readDefinition, readTensors, weightsIn } from "../encoder/read-fixture.ts";

interface Reference {
  readonly ids: readonly number[];
  readonly baselines: Readonly<Record<"pad" | "mask", number>>;
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly score: number;
        readonly baselineScore: number;
        readonly trapezoid: readonly number[];
        readonly limit: readonly number[];
      }
    >
  >;
}

// The reference: core/test/fixtures/attribution/make_attributions.py
const file = new URL("../fixtures/attribution/attributions.json", import.meta.url);
const reference = JSON.parse(readFileSync(file, "utf8")) as Reference;

const width = 24;
const mean: HeadForm = { inSize: width, pooling: "mean", outputs: ["ai"] };

function headOf(weight: (row: number, column: number) => number, rows = 1, bias = 0.1): ReadonlyMap<string, Tensor> {
  const data = Float32Array.from({ length: rows * width }, (_, at) => weight(Math.floor(at / width), at % width));
  return new Map([
    ["head.weight", { shape: [rows, width], data }],
    ["head.bias", { shape: [rows], data: new Float32Array(rows).fill(bias) }],
  ]);
}

async function model(name: string, changes: Partial<ExplainedModel> = {}): Promise<ExplainedModel> {
  const definition = readDefinition(name);
  const { weights } = await weightsIn(definition, readTensors(name));
  return {
    definition,
    weights,
    special: { start: reference.ids[0]!, end: reference.ids.at(-1)!, ...reference.baselines },
    head: createScoreHead(mean),
    headWeights: headOf((_, column) => Math.sin(1.7 * column)),
    ...changes,
  };
}

const open: TokenExplainer[] = [];
async function explainerOf(explained: ExplainedModel): Promise<TokenExplainer> {
  const explainer = await openTokenExplainer(explained, { threads: 1 });
  open.push(explainer);
  return explainer;
}
afterAll(() => Promise.all(open.map((explainer) => explainer.close())));

/** Tokens as one-letter words, one window around all unless asked otherwise. */
function textOf(
  ids: readonly number[],
  windows: AttributedText["windows"] = [{ start: 0, end: ids.length }],
): AttributedText {
  const starts = Int32Array.from(ids, (_, at) => 2 * at);
  return {
    text: ids.map((id) => String.fromCodePoint(97 + (id % 26))).join(" "),
    ids: Int32Array.from(ids),
    starts,
    ends: starts.map((start) => start + 1),
    windows,
  };
}

const inner = reference.ids.slice(1, -1);
const contributionsOf = ({ tokens }: { readonly tokens: readonly { readonly contribution: number }[] }) =>
  tokens.map(({ contribution }) => contribution);

function expectClose(found: readonly number[], wanted: readonly number[], most: number): void {
  expect(found).toHaveLength(wanted.length);
  for (const [at, value] of found.entries()) expect(Math.abs(value - wanted[at]!), `token ${at}`).toBeLessThan(most);
}

describe.each(["bert", "roberta", "modernbert"])("on the tiny %s", (name) => {
  let explainer: TokenExplainer;
  beforeAll(async () => {
    explainer = await explainerOf(await model(name));
  });

  test.each(baselineIds)("agrees with PyTorch from the %s baseline", async (baseline) => {
    const wanted = reference.cases[`${name}/${baseline}`]!;
    const found = await explainer.explainTokens(textOf(inner), { baseline, steps: 16, mostSteps: 16 });
    expect(found.score).toBeCloseTo(wanted.score, 4);
    expect(found.baselineScore).toBeCloseTo(wanted.baselineScore, 4);
    expectClose(contributionsOf(found), wanted.trapezoid.slice(1, -1), 1e-4);
  });

  test.each(baselineIds)("closes the gap by itself from the %s baseline, near the exact integral", async (baseline) => {
    const wanted = reference.cases[`${name}/${baseline}`]!;
    const found = await explainer.explainTokens(textOf(inner), { baseline });
    expect(found.gap).toBeLessThanOrEqual(0.01);
    expect(found).not.toHaveProperty("warning");
    const size = wanted.limit.reduce((sum, value) => sum + Math.abs(value), 0);
    expectClose(contributionsOf(found), wanted.limit.slice(1, -1), 0.02 * size);
  });

  test("a window gives the same alone as in a batch with longer ones", async () => {
    const both = [
      { start: 0, end: 5 },
      { start: 3, end: 9 },
    ];
    const asked = { steps: 8, mostSteps: 8 };
    const [first, second] = await Promise.all(
      both.map((window) => explainer.explainTokens(textOf(inner, [window]), asked)),
    );
    const joined = await explainer.explainTokens(textOf(inner, both), asked);
    expect(joined.score).toBeCloseTo((first!.score + second!.score) / 2, 5);
    const wanted = contributionsOf(first!).map((value, at) => (value + contributionsOf(second!)[at]!) / 2);
    expectClose(contributionsOf(joined), wanted, 1e-5);
    const sum = contributionsOf(joined).reduce((total, value) => total + value, joined.baselineScore + joined.residual);
    expect(sum).toBeCloseTo(joined.score, 10);
  });
});

test("a planted cue is the strongest token, and nothing else counts", async () => {
  const plain = await model("bert");
  const cue = 31;
  // Layers that add nothing, words that differ in one number only, and a head that reads that number.
  const weights = new Map(
    [...plain.weights].map(([name, tensor]) => {
      const data = Float32Array.from(tensor.data);
      if (/\.(attention\.output|output)\.dense\.|position_embeddings|token_type/.test(name)) data.fill(0);
      if (name.endsWith("word_embeddings.weight"))
        for (let at = 0; at < data.length; at++) data[at] = at % width === 0 ? 0 : Math.sin(at % width);
      if (name.endsWith("word_embeddings.weight")) data[cue * width] = 3;
      return [name, { shape: tensor.shape, data }] as const;
    }),
  );
  const headWeights = headOf((_, column) => (column === 0 ? 4 : 0));
  const explainer = await explainerOf({ ...plain, weights, headWeights });
  const text = textOf(inner);
  const found = await explainer.explainTokens(text);
  const [first, second] = strongestTokens(text.text, found.tokens, 2);
  expect(first).toMatchObject({ start: 2 * inner.indexOf(cue), text: text.text[2 * inner.indexOf(cue)], line: 1 });
  expect(Math.abs(first!.contribution)).toBeGreaterThan(0.1);
  expect(Math.abs(second!.contribution)).toBeLessThan(1e-6);
});

test("an encoder with relative positions is explained too", async () => {
  const explainer = await explainerOf(await model("t5-gated"));
  const found = await explainer.explainTokens(textOf(inner));
  expect(found.gap).toBeLessThanOrEqual(0.01);
});

test("an encoder stored in 8 bits is explained as the floats that it stands for", async () => {
  const { weights, ...rest } = await model("bert");
  const stored = new Map(
    [...weights].map(([name, tensor]) => [name, tensor.shape.length === 2 ? quantizeRows(tensor) : tensor]),
  );
  const meant = new Map([...stored].map(([name, tensor]) => [name, inFloats(tensor)]));
  const [one, other] = await Promise.all(
    [stored, meant].map(async (each) => (await explainerOf({ ...rest, weights: each })).explainTokens(textOf(inner))),
  );
  expect(one).toEqual(other);
});

describe("heads", () => {
  test("one that says human speaks against AI", async () => {
    const ai = await explainerOf(await model("bert"));
    const human = await explainerOf(await model("bert", { head: createScoreHead({ ...mean, outputs: ["human"] }) }));
    const [one, other] = await Promise.all([ai, human].map((each) => each.explainTokens(textOf(inner))));
    expect(other!.score).toBeCloseTo(-one!.score, 5);
    expectClose(
      contributionsOf(other!),
      contributionsOf(one!).map((value) => -value),
      1e-5,
    );
  });

  test("one of several classes is explained against all others", async () => {
    const headWeights = headOf((row, column) => Math.sin(1.7 * column + row), 3);
    const form: HeadForm = { ...mean, outputs: ["openai", "google", "meta"] };
    const scores = await Promise.all(
      form.outputs.map(async (answer) => {
        const explainer = await explainerOf(await model("bert", { head: createScoreHead(form, answer), headWeights }));
        const found = await explainer.explainTokens(textOf(inner));
        expect(found.gap).toBeLessThanOrEqual(0.01);
        return found.score;
      }),
    );
    const chances = scores.map((score) => 1 / (1 + Math.exp(-score)));
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 5);
    expect(() => createScoreHead(form, "ai")).toThrow("it tells openai, google, meta");
  });

  test("one with a hidden layer is explained", async () => {
    const wide = headOf((row, column) => Math.sin(row + 2 * column), 5);
    const headWeights = new Map([
      ["head.hidden.weight", wide.get("head.weight")!],
      ["head.hidden.bias", wide.get("head.bias")!],
      ["head.weight", { shape: [1, 5], data: Float32Array.of(1, -1, 2, -2, 1) }],
      ["head.bias", { shape: [1], data: Float32Array.of(0) }],
    ]);
    const head = createScoreHead({ ...mean, pooling: "cls", hiddenSize: 5 });
    const explainer = await explainerOf(await model("bert", { head, headWeights }));
    expect((await explainer.explainTokens(textOf(inner))).gap).toBeLessThanOrEqual(0.01);
  });
});

describe("an explainer", () => {
  let explainer: TokenExplainer;
  beforeAll(async () => {
    explainer = await explainerOf(await model("bert"));
  });

  test("stops with the reason of its signal", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const asked = explainer.explainTokens(textOf(inner), {
      steps: 4096,
      mostSteps: 4096,
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(asked).rejects.toBe(reason);
  });

  test.each([
    [{ steps: 0 }, "steps is 0"],
    [{ steps: 2.5 }, "steps is 2.5"],
    [{ mostSteps: 1e9 }, "mostSteps is 1000000000"],
    [{ tolerance: -1 }, "tolerance is -1"],
  ])("refuses %o", async (options, message) => {
    await expect(explainer.explainTokens(textOf(inner), options)).rejects.toThrow(message);
  });

  test("a text longer than the encoder reads is refused by name", async () => {
    const long = Array.from({ length: 30 }, (_, at) => 5 + at);
    await expect(explainer.explainTokens(textOf(long))).rejects.toThrow(/32 tokens.*at most 20/);
  });
});

test("damaged weights are named instead of explained", async () => {
  const headWeights = headOf(() => Number.NaN);
  const explainer = await explainerOf(await model("bert", { headWeights }));
  await expect(explainer.explainTokens(textOf(inner))).rejects.toThrow(/score is NaN/);
});
