import { Graph, type Value } from "../../src/graph.ts";
import { constant, integers } from "../../src/graph/constant.ts";
import { gelu, silu } from "../../src/graph/operator/activation.ts";
import { add, mul, sub } from "../../src/graph/operator/arithmetic.ts";
import { concat } from "../../src/graph/operator/concat.ts";
import { crossEntropy } from "../../src/graph/operator/cross-entropy.ts";
import { gather } from "../../src/graph/operator/gather.ts";
import { linear } from "../../src/graph/operator/linear.ts";
import { maskedMean } from "../../src/graph/operator/masked-pooling.ts";
import { matmul } from "../../src/graph/operator/matmul.ts";
import { layerNorm, rmsNorm } from "../../src/graph/operator/normalization.ts";
import { reshape, unsqueeze } from "../../src/graph/operator/reshape.ts";
import { slice } from "../../src/graph/operator/slice.ts";
import { softmax } from "../../src/graph/operator/softmax.ts";
import { split } from "../../src/graph/operator/split.ts";
import { transpose } from "../../src/graph/operator/transpose.ts";
import { where } from "../../src/graph/operator/where.ts";
import { equal } from "../../src/graph/operator/comparison.ts";

/** The sizes of fixtures/transformer.py. */
export const sizes = { batch: 3, tokens: 5, width: 8, heads: 2, inner: 12 } as const;
const { tokens, width, heads, inner } = sizes;
const headSize = width / heads;

export interface Transformer {
  readonly graph: Graph;
  readonly ids: Value;
  readonly mask: Value;
  readonly labels: Value;
  readonly parameters: readonly Value[];
  readonly loss: Value;
}

/** The model of fixtures/transformer.py, for a batch of this many windows. */
export function buildTransformer(shapes: Readonly<Record<string, readonly number[]>>, batch: number): Transformer {
  const graph = new Graph();
  const ids = graph.input("ids", "int64", [batch, tokens]);
  const mask = graph.input("mask", "int64", [batch, tokens]);
  const labels = graph.input("labels", "int64", [batch]);
  const named = new Map(Object.entries(shapes).map(([name, shape]) => [name, graph.parameter(name, shape)]));
  const weight = (name: string): Value => named.get(name)!;
  const line = (x: Value, name: string): Value => linear(x, weight(`${name}.weight`), named.get(`${name}.bias`));
  const norm = (x: Value, name: string): Value => layerNorm(x, weight(`${name}.weight`), weight(`${name}.bias`), 1e-5);
  const headsOf = (x: Value): Value => transpose(reshape(x, [batch, tokens, heads, headSize]), [0, 2, 1, 3]);
  const attend = (q: Value, k: Value, v: Value, bias: Value): Value => {
    const scores = matmul(q, k, { transposeB: true, scale: 1 / Math.sqrt(headSize) });
    const mixed = matmul(softmax(add(scores, bias)), v);
    return reshape(transpose(mixed, [0, 2, 1, 3]), [batch, tokens, width]);
  };
  const zero = constant(graph, new Float32Array(1), [1]);
  const padding = where(equal(unsqueeze(mask, [1, 2]), 1), zero, -1e9);

  let x = add(gather(weight("words"), ids), weight("positions"));
  const relative = unsqueeze(transpose(gather(weight("relative"), distances(graph)), [2, 0, 1]), [0]);
  const [q, k, v] = ["q", "k", "v"].map((name) => headsOf(line(x, `0.${name}`)));
  x = norm(add(x, line(attend(q!, k!, v!, add(padding, relative)), "0.o")), "0.norm1");
  x = norm(add(x, line(gelu(line(x, "0.up")), "0.down")), "0.norm2");

  const joined = line(rmsNorm(x, weight("1.norm1.weight"), 1e-6), "1.qkv");
  const [q1, k1, v1] = split(joined, [width, width, width], -1).map(headsOf);
  x = add(x, line(attend(rotate(q1!), rotate(k1!), v1!, padding), "1.o"));
  const [up, gate] = split(line(rmsNorm(x, weight("1.norm2.weight"), 1e-6), "1.up"), [inner, inner], -1);
  x = add(x, line(mul(silu(gate!), up!), "1.down"));

  const loss = crossEntropy(line(maskedMean(x, mask), "head"), labels);
  return { graph, ids, mask, labels, parameters: [...named.values()], loss };
}

function distances(graph: Graph): Value {
  const each = Array.from({ length: tokens * tokens }, (_, at) => Math.abs(Math.floor(at / tokens) - (at % tokens)));
  return integers(
    graph,
    each.map((distance) => Math.min(distance, 3)),
    [tokens, tokens],
  );
}

function rotate(x: Value): Value {
  const half = headSize / 2;
  const angles = Array.from(
    { length: tokens * half },
    (_, at) => Math.floor(at / half) / 100 ** ((2 * (at % half)) / headSize),
  );
  const [cos, sin] = [Math.cos, Math.sin].map((turn) =>
    constant(x.graph, Float32Array.from(angles, turn), [tokens, half]),
  );
  const [a, b] = [slice(x, -1, 0, half), slice(x, -1, half)];
  return concat([sub(mul(a, cos!), mul(b, sin!)), add(mul(b, cos!), mul(a, sin!))], -1);
}
