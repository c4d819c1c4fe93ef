import { describe, expect, test } from "vitest";
import { Graph, type Value } from "../../src/graph.ts";
import { adamW } from "../../src/graph/adam-w.ts";
import { constant } from "../../src/graph/constant.ts";
import { add } from "../../src/graph/operator/arithmetic.ts";
import { concat } from "../../src/graph/operator/concat.ts";
import { binaryCrossEntropy, crossEntropy } from "../../src/graph/operator/cross-entropy.ts";
import { cast } from "../../src/graph/operator/cast.ts";
import { dropout } from "../../src/graph/operator/dropout.ts";
import { expand } from "../../src/graph/operator/expand.ts";
import { gather, gatherElements } from "../../src/graph/operator/gather.ts";
import { named } from "../../src/graph/operator/identity.ts";
import { linear } from "../../src/graph/operator/linear.ts";
import { maskedMean } from "../../src/graph/operator/masked-pooling.ts";
import { matmul } from "../../src/graph/operator/matmul.ts";
import { layerNorm } from "../../src/graph/operator/normalization.ts";
import { reduceSum } from "../../src/graph/operator/reduce.ts";
import { reshape, squeeze } from "../../src/graph/operator/reshape.ts";
import { slice } from "../../src/graph/operator/slice.ts";
import { softmax } from "../../src/graph/operator/softmax.ts";
import { split } from "../../src/graph/operator/split.ts";
import { transpose } from "../../src/graph/operator/transpose.ts";
import { where } from "../../src/graph/operator/where.ts";

const graph = new Graph();
const q = named(graph.input("q", "float32", [4, 256]), "layer.0.q");
const w = graph.parameter("w", [384, 384]);
const x = graph.input("x", "float32", ["batch", "tokens", 8]);
const ids = graph.input("ids", "int64", ["batch", "tokens"]);
const anonymous = add(x, 1);

const mistakes: readonly { readonly wrong: () => unknown; readonly says: string }[] = [
  {
    wrong: () => matmul(q, w),
    says: 'matmul of "layer.0.q" [4, 256] and "w" [384, 384]: inner sizes 256 and 384 differ',
  },
  { wrong: () => matmul(q, constant(graph, new Float32Array(3), [3])), says: "both need two axes or more" },
  {
    wrong: () => linear(q, w),
    says: 'linear of "layer.0.q" [4, 256] and "w" [384, 384]: the weight must be [out, 256]',
  },
  { wrong: () => linear(w, w, q), says: "the bias must be [384]" },
  {
    wrong: () => add(anonymous, q),
    says: 'add of [batch, tokens, 8] and "layer.0.q" [4, 256]: sizes tokens and 4 at axis -2 differ and neither is 1',
  },
  { wrong: () => add(x, transpose(x, [1, 0, 2])), says: "sizes batch and tokens at axis -3 differ" },
  { wrong: () => add(ids, x), says: "int64 and float32 do not mix; cast one of them" },
  { wrong: () => add(1, 2), says: "one operand must be a value of a graph" },
  {
    wrong: () => reshape(x, ["batch", 9]),
    says: 'reshape of "x" [batch, tokens, 8]: its 8*batch*tokens elements do not fit',
  },
  { wrong: () => reshape(q, [-1, 3]), says: "its 1024 elements do not fit [-1, 3]" },
  { wrong: () => squeeze(q, [0]), says: "axis 0 has size 4, not 1" },
  { wrong: () => transpose(q, [0, 0]), says: "order [0, 0] must name each of its axes once" },
  { wrong: () => slice(q, 1, 200, 300), says: "200 to 300 is no range of axis 1, whose size is 256" },
  { wrong: () => concat([q, w], 0), says: "shapes may differ at axis 0 only" },
  { wrong: () => split(q, [100, 100], 1), says: "sizes 100 + 100 make 200, but axis 1 has 256" },
  { wrong: () => expand(q, [4, 128]), says: "sizes 256 and 128 at axis -1 differ" },
  { wrong: () => gather(w, q), says: "it takes int64, int32, not float32; use cast" },
  { wrong: () => gatherElements(x, ids, 1), says: "shapes may differ at axis 1 only" },
  { wrong: () => softmax(q, 2), says: 'softmax of "layer.0.q" [4, 256]: there is no axis 2; its axes are -2 to 1' },
  { wrong: () => reduceSum(q, [0, -2]), says: "axes [0, -2] name one axis twice" },
  { wrong: () => layerNorm(q, w, undefined, 1e-5), says: "weight and bias must be [256]" },
  { wrong: () => where(ids, x, 0), says: "it takes bool, not int64" },
  { wrong: () => maskedMean(q, ids), says: "it takes [batch, tokens, width] and a mask [batch, tokens]" },
  { wrong: () => crossEntropy(x, ids), says: "it takes logits [rows, classes] and labels [rows]" },
  { wrong: () => binaryCrossEntropy(q, q), says: "it takes logits [rows] and targets [rows]" },
  { wrong: () => dropout(q, cast(q, "bool"), 1), says: "a rate of 1 is not from 0 to less than 1" },
  { wrong: () => dropout(q, q, 0.5), says: "it takes bool, not float32" },
  { wrong: () => constant(graph, new Float32Array(3), [2, 2]), says: "shape [2, 2] needs 4 numbers, not 3" },
  { wrong: () => graph.parameter("w", [2]), says: 'The graph already has a value named "w"' },
  { wrong: () => graph.input("", "float32", []), says: "a name that is not empty" },
  { wrong: () => graph.input("negative", "float32", [-1]), says: '"negative" has shape [-1], and -1 is no size' },
  {
    wrong: () => add(x, new Graph().input("x", "float32", [8])),
    says: "of another graph; build both operands in the same Graph",
  },
  {
    wrong: () => adamW([{ parameter: w, gradient: w, first: w, second: q }], { learningRate: w, step: w }),
    says: "gradients and moments have the shape of their parameter",
  },
];

describe("an error names the operator, the values, their sizes and what does not fit", () => {
  test.each(mistakes)("$says", ({ wrong, says }) => {
    expect(wrong).toThrow(says);
  });
});

test("a product of named sizes is known to be the same product in another order", () => {
  const flat = reshape(x, ["batch*tokens", 8]);
  const back: Value = reshape(flat, ["batch", "tokens", 2, 4]);
  expect(reshape(back, [-1, 4]).shape).toEqual(["2*batch*tokens", 4]);
  expect(reshape(back, ["tokens*batch", -1]).shape).toEqual(["tokens*batch", 8]);
});
