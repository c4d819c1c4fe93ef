import type { EmbeddingWeight, LayerContext, LinearWeights } from "../encoder.ts";
import type { Value } from "../graph.ts";
import { constant, scalar } from "../graph/constant.ts";
import { emit } from "../graph/emit.ts";
import { abs, add, cast, div, max, mul } from "../graph/nodes/elementwise.ts";
import { gather } from "../graph/nodes/layout.ts";
import { reduceMax } from "../graph/nodes/reduce.ts";
import type { Tensor } from "../tensor.ts";
import { inFloats, isInt8, quantizeRows, scaleName, transposeBytes, type StoredTensor } from "./int8-rows.ts";

export interface Int8Context extends LayerContext {
  /** Names of the weights that were asked for in 8 bits. */
  readonly int8Weights: () => ReadonlySet<string>;
  /** The graph's parameters from a checkpoint's weights, by their names there. */
  parametersOf(weights: ReadonlyMap<string, StoredTensor>): ReadonlyMap<string, Tensor>;
}

/** How a weight in 8 bits lies in a graph: as it is stored, or as MatMulInteger takes it, [width, rows]. */
type Layout = "stored" | "turned";

/**
 * Realises linear layers and embeddings in 8 bits, and everything else as `base` does. Weights have a scale for each row,
 * activations one for each token, found when the graph runs. With one for the whole input, as DynamicQuantizeLinear has it,
 * a text's vector would depend on what else is in its batch, and was 2.5 times as far from the exact one (all-MiniLM-L6-v2 on
 * source code: cosine .9954 against .9982).
 */
export function createInt8Context(base: LayerContext): Int8Context {
  const { graph } = base;
  const layouts = new Map<string, Layout>();
  const rounded = new Map<Value, RoundedTokens>();
  const one = scalar(graph, 1);
  const zero = constant(graph, Uint8Array.of(128), []);

  /** Queries, keys and values are made of the same input, which is rounded once. */
  function round(x: Value): RoundedTokens {
    const known = rounded.get(x);
    if (known) return known;
    const steps = max(mul(reduceMax(abs(x), [x.shape.length - 1], true), 1 / 127), smallestStep);
    const tokens = { steps, values: emit("QuantizeLinear", [div(x, steps), one, zero], { type: "uint8" }) };
    rounded.set(x, tokens);
    return tokens;
  }

  function linear(x: Value, { weight, bias, inSize, outSize }: LinearWeights): Value {
    layouts.set(weight, "turned");
    const matrix = graph.parameter(weight, [inSize, outSize], "int8");
    const scales = graph.parameter(scaleName(weight), [outSize]);
    const { values, steps } = round(x);
    const sums = emit("MatMulInteger", [values, matrix, zero], {
      type: "int32",
      shape: [...x.shape.slice(0, -1), outSize],
    });
    const y = mul(mul(cast(sums, "float32"), scales), steps);
    return bias === undefined ? y : add(y, base.parameter(bias, [outSize]));
  }

  function embedding(ids: Value, { weight, rows, width }: EmbeddingWeight): Value {
    layouts.set(weight, "stored");
    const table = graph.parameter(weight, [rows, width], "int8");
    const scales = graph.parameter(scaleName(weight), [rows, 1]);
    return mul(cast(gather(table, ids, 0), "float32"), gather(scales, ids, 0));
  }

  return {
    ...base,
    linear,
    embedding,
    int8Weights: () => new Set(layouts.keys()),
    parametersOf: (weights) => {
      const entries = [...weights].flatMap(([name, tensor]) => parametersOf(name, tensor, layouts.get(name)));
      return new Map(entries);
    },
  };
}

interface RoundedTokens {
  /** uint8, 128 for 0. */
  readonly values: Value;
  /** float32, one for each token. */
  readonly steps: Value;
}

/** A token of zeros must not be divided by zero. */
const smallestStep = 1e-30;

function parametersOf(name: string, tensor: StoredTensor, layout: Layout | undefined): (readonly [string, Tensor])[] {
  if (layout === undefined) return [[name, inFloats(tensor)]];
  const { shape, data, scales } = isInt8(tensor) ? tensor : quantizeRows(tensor);
  const [rows, width] = shape as [number, number];
  return layout === "turned"
    ? [
        [name, { shape: [width, rows], data: transposeBytes(data, rows, width) }],
        [scaleName(name), { shape: [rows], data: scales }],
      ]
    : [
        [name, { shape, data }],
        [scaleName(name), { shape: [rows, 1], data: scales }],
      ];
}
