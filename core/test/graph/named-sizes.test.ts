import { expect, test } from "vitest";
import { Graph, type Value } from "../../src/graph.ts";
import { integers } from "../../src/graph/constant.ts";
import { gradients } from "../../src/graph/gradients.ts";
import { add, mul } from "../../src/graph/operator/arithmetic.ts";
import { concat } from "../../src/graph/operator/concat.ts";
import { crossEntropy } from "../../src/graph/operator/cross-entropy.ts";
import { expand } from "../../src/graph/operator/expand.ts";
import { gather } from "../../src/graph/operator/gather.ts";
import { linear } from "../../src/graph/operator/linear.ts";
import { maskedMax, maskedMean } from "../../src/graph/operator/masked-pooling.ts";
import { matmul } from "../../src/graph/operator/matmul.ts";
import { reduceMean } from "../../src/graph/operator/reduce.ts";
import { reshape } from "../../src/graph/operator/reshape.ts";
import { slice } from "../../src/graph/operator/slice.ts";
import { softmax } from "../../src/graph/operator/softmax.ts";
import { transpose } from "../../src/graph/operator/transpose.ts";
import { arrayOf, type NumberArray, sizeOf } from "./reference/array.ts";
import { interpret } from "./reference/interpret.ts";
import { runOnnx } from "./run-onnx.ts";

interface Named {
  readonly result: Value;
  readonly loss: Value;
  readonly gradients: readonly Value[];
  readonly parameters: readonly Value[];
  readonly ids: Value;
  readonly mask: Value;
}

/** Attention over windows whose number and length are known when the graph runs, or are fixed. */
function build(batch: number | string, tokens: number | string): Named {
  const graph = new Graph();
  const ids = graph.input("ids", "int64", [batch, tokens]);
  const mask = graph.input("mask", "int64", [batch, tokens]);
  const [words, positions, weight] = [graph.parameter("words", [9, 4]), graph.parameter("positions", [6, 4])].concat(
    graph.parameter("weight", [4, 4]),
  );
  let x = add(gather(words!, ids), slice(positions!, 0, 0, tokens));
  const heads = (value: Value): Value => transpose(reshape(value, [batch, tokens, 2, 2]), [0, 2, 1, 3]);
  const queries = heads(linear(x, weight!));
  const mixed = matmul(softmax(matmul(queries, heads(x), { transposeB: true })), heads(x));
  x = add(x, reshape(transpose(mixed, [0, 2, 1, 3]), [batch, tokens, 4]));
  const first = reshape(slice(x, 1, 0, 1), [batch, 4]);
  const pooled = concat([maskedMean(x, mask), maskedMax(x, mask), first], 1);
  const wide = mul(expand(reshape(pooled, [batch, 1, 12]), [batch, tokens, 12]), reduceMean(x, [1, 2], true));
  const result = reshape(wide, [-1, 12]);
  const labels = gather(integers(graph, [3, 1, 0, 2, 7, 4, 11, 5, 6]), reshape(ids, [-1]));
  const loss = add(crossEntropy(result, labels), reduceMean(result));
  const parameters = [words!, positions!, weight!];
  const found = gradients(loss, parameters).filter((gradient) => gradient !== undefined);
  return { result, loss, gradients: found, parameters, ids, mask };
}

function feedsOf({ parameters, ids, mask }: Named, rows: number, tokens: number): Map<Value, NumberArray> {
  const weights = parameters.map((parameter): [Value, NumberArray] => {
    const shape = parameter.shape.map(Number);
    return [
      parameter,
      arrayOf(
        shape,
        Array.from({ length: sizeOf(shape) }, (_, at) => Math.sin(at * 1.7)),
      ),
    ];
  });
  const each = Array.from({ length: rows * tokens }, (_, at) => (at * 5) % 9);
  const counts = each.map((_, at) => Number(at % tokens < 2));
  return new Map([...weights, [ids, arrayOf([rows, tokens], each)], [mask, arrayOf([rows, tokens], counts)]]);
}

test("a graph with named sizes computes for every size what the fixed graph of that size does", async () => {
  const named = build("batch", "tokens");
  for (const [rows, tokens] of [
    [1, 2],
    [3, 5],
  ] as const) {
    const fixed = build(rows, tokens);
    const expected = interpret([fixed.result, fixed.loss, ...fixed.gradients], feedsOf(fixed, rows, tokens));
    const wanted = [named.result, named.loss, ...named.gradients];
    expect(wanted).toHaveLength(5);
    const results = await runOnnx(wanted, feedsOf(named, rows, tokens));
    for (const [at, { shape, data }] of expected.entries()) {
      expect(results[at]!.shape).toEqual(shape);
      for (const [place, number] of data.entries()) expect(results[at]!.data[place]).toBeCloseTo(number, 4);
    }
  }
});

test("a size that no input has is refused where the graph would have to know it", () => {
  const graph = new Graph();
  const x = graph.input("x", "float32", ["batch", 1]);
  expect(() => expand(x, ["batch", "tokens"])).toThrow(/No input of the graph has a size named "tokens"/);
});
