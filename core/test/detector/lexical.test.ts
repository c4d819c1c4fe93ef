import { expect, test } from "vitest";
import type { LinearClassifier } from "../../src/classifier/linear.ts";
import { contributeLexical, predictLexical, type LexicalModel } from "../../src/detector/lexical.ts";
import { bucketBits } from "../../src/measurement.ts";
import { createRandom } from "../../src/random.ts";
import { viewIds } from "../../src/view.ts";
import { readMeasurement } from "../read-anatomy.ts";

const code = `/** Adds. */
function add(a, b) {
  // Both are numbers.
  return a + b; // done
}

function twice(value) {
  return add(value, value);
}
`;

function randomModel(seed: number): LexicalModel {
  const random = createRandom(seed);
  const model = (): LinearClassifier => ({
    bucketBits,
    bias: random() - 0.5,
    scale: 0.01,
    weights: Int8Array.from({ length: 2 ** bucketBits }, () => Math.floor(random() * 255) - 127),
  });
  return Object.fromEntries(viewIds.map((id) => [id, model()])) as LexicalModel;
}

test("token contributions and the bias sum to the mean score of the views", async () => {
  const measurement = await readMeasurement(code, "javascript");
  const model = randomModel(3);
  const { bias, score, tokens } = contributeLexical(model, measurement);
  const scores = predictLexical(model, measurement);
  expect(score).toBeCloseTo(scores.reduce((sum, one) => sum + one, 0) / scores.length, 9);
  expect(bias + tokens.reduce((sum, token) => sum + token.contribution, 0)).toBeCloseTo(score, 9);
});

test("tokens come in the order of the text and none covers a line end", async () => {
  const { tokens } = contributeLexical(randomModel(4), await readMeasurement(code, "javascript"));
  for (let at = 1; at < tokens.length; at++) expect(tokens[at]!.start).toBeGreaterThan(tokens[at - 1]!.start);
  expect(tokens.some(({ start, end }) => code.slice(start, end).includes("\n"))).toBe(false);
});

test("without weights every token adds nothing and the score is the bias", async () => {
  const model = Object.fromEntries(
    viewIds.map((id) => [id, { bucketBits, bias: 0.5, scale: 1, weights: new Int8Array(2 ** bucketBits) }]),
  ) as LexicalModel;
  const { score, tokens } = contributeLexical(model, await readMeasurement(code, "javascript"));
  expect(score).toBeCloseTo(0.5, 12);
  expect(tokens.every((token) => token.contribution === 0)).toBe(true);
});
