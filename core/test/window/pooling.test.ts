import { expect, test } from "vitest";
import { attentionShapes, poolByAttention, type AttentionParameters } from "../../src/window/attention.ts";
import { createFileScorer, headWeights, type HeadDefinition } from "../../src/encoder-head.ts";
import { poolWindowScores, scoreFile, windowPoolings } from "../../src/window/pool-scores.ts";

test.each([
  ["mean", 2.25],
  ["max", 6],
  ["median", 1.5],
] as const)("%s of the windows' scores", (pooling, expected) => {
  expect(poolWindowScores([6, 0, 1, 2], pooling)).toBe(expected);
});

test.each(windowPoolings)("%s of one window is its score, and of none an error", (pooling) => {
  expect(poolWindowScores([-3], pooling)).toBe(-3);
  expect(() => poolWindowScores([], pooling)).toThrow(/No windows, no score/);
});

const parameters: AttentionParameters = {
  direction: Float32Array.of(1, 0, 0, 2),
  gate: Float32Array.of(0, 1, 1, 0),
  weight: Float32Array.of(0.5, -1),
};

test("gated attention as written down by Ilse et al., counted by hand", () => {
  const vectors = [Float32Array.of(1, 2), Float32Array.of(-1, 0.5)];
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const logits = vectors.map(([x, y]) => 0.5 * Math.tanh(x!) * sigmoid(y!) - Math.tanh(2 * y!) * sigmoid(x!));
  const [first, second] = logits.map(Math.exp) as [number, number];
  const { vector, shares } = poolByAttention(vectors, parameters);
  expect(shares[0]).toBeCloseTo(first / (first + second), 12);
  expect(shares[1]).toBeCloseTo(second / (first + second), 12);
  expect(vector[0]).toBeCloseTo(shares[0]! - shares[1]!, 12);
  expect(vector[1]).toBeCloseTo(2 * shares[0]! + 0.5 * shares[1]!, 12);
});

test("shares sum to 1 for windows that could not differ more", () => {
  const { shares } = poolByAttention([Float32Array.of(1e6, -1e6), Float32Array.of(-1e6, 1e6)], parameters);
  expect(shares[0]! + shares[1]!).toBeCloseTo(1, 12);
});

test("the shapes are those of the parameters", () => {
  expect(attentionShapes(2, 3)).toEqual({ direction: [3, 2], gate: [3, 2], weight: [3] });
});

test("vectors that do not fit are refused", () => {
  expect(() => poolByAttention([], parameters)).toThrow(/No windows/);
  expect(() => poolByAttention([Float32Array.of(1)], parameters)).toThrow(/1 numbers do not fit an attention of 2 x 2/);
  const lopsided = { ...parameters, gate: Float32Array.of(1) };
  expect(() => poolByAttention([Float32Array.of(1, 2)], lopsided)).toThrow(/4 numbers of direction and 1 of gate/);
});

const definition: HeadDefinition = { inSize: 2, dropout: 0, pooling: "mean", outputs: ["human"] };
const tensors = {
  weight: { shape: [1, 2], data: Float32Array.of(1, -1) },
  bias: { shape: [1], data: Float32Array.of(0.5) },
  "attention.direction": { shape: [2, 2], data: parameters.direction },
  "attention.gate": { shape: [2, 2], data: parameters.gate },
  "attention.weight": { shape: [2], data: parameters.weight },
};
const vectors = [Float32Array.of(1, 2), Float32Array.of(-1, 0.5)];

// The head says "human": log-odds of AI are 0.5 and 1.
test.each([
  [undefined, 0.75],
  ["mean", 0.75],
  ["max", 1],
] as const)("a head that judges files by %s gives %f", (windows, expected) => {
  expect(scoreFile(vectors, createFileScorer({ definition: { ...definition, windows }, tensors }))).toBe(expected);
});

test("a head with attention judges the vector that it makes of the windows'", () => {
  const head = { definition: { ...definition, windows: { attention: 2 } }, tensors };
  const { shares } = poolByAttention(vectors, parameters);
  expect(scoreFile(vectors, createFileScorer(head))).toBeCloseTo(0.5 * shares[0]! + shares[1]!, 6);
  expect([...headWeights(head.definition).keys()]).toEqual(Object.keys(tensors));
});

test("a head without its attention, one of families, and a file without windows are refused", () => {
  const { weight, bias } = tensors;
  const attentive = { ...definition, windows: { attention: 2 } };
  expect(() => createFileScorer({ definition: attentive, tensors: { weight, bias } })).toThrow(/"attention.direction"/);
  const families = { definition: { ...definition, outputs: ["x", "y"] }, tensors };
  expect(() => createFileScorer(families)).toThrow(/tells x, y apart/);
  expect(() => scoreFile([], createFileScorer({ definition, tensors }))).toThrow(/No windows/);
  expect(() => scoreFile([], createFileScorer({ definition: attentive, tensors }))).toThrow(/No windows/);
});
