import type { AttentionForm, LayerContext, RotaryTables } from "../encoder.ts";
import type { Graph, Value } from "../graph.ts";
import { integers } from "../graph/constant.ts";
import { emit } from "../graph/emit.ts";
import { gather } from "../graph/operator/gather.ts";
import { linear } from "../graph/operator/linear.ts";
import { leftOut } from "./padding.ts";

/**
 * Writes an encoder in the operators that onnxruntime runs fastest. Attention and rotation are its own operators
 * (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md), which have no gradient. Weights lie as
 * in the checkpoint, so that they need no copy: Gemm packs a constant right side, transposed or not, once when the
 * session opens. It also keeps onnxruntime 1.30 from joining additions and norms into SkipLayerNormalization, which took
 * ten times as long as the norm alone.
 */
export function createInferenceContext(graph: Graph): LayerContext {
  const parameter: LayerContext["parameter"] = (name, shape) => graph.parameter(name, shape);
  return {
    graph,
    parameter,
    linear: (x, { weight, bias, inSize, outSize }) =>
      linear(x, parameter(weight, [outSize, inSize]), bias === undefined ? undefined : parameter(bias, [outSize])),
    embedding: (ids, { weight, rows, width }) => gather(parameter(weight, [rows, width]), ids),
    dropout: (x) => x,
    attention: attend,
    rotate,
  };
}

function attend(queries: Value, keys: Value, values: Value, form: AttentionForm): Value {
  const { heads, scale, padding, bias } = form;
  const inputs = [queries, keys, values, undefined, padding.mask, bias] as const;
  const attributes = {
    num_heads: { int: heads },
    scale: { float: scale },
    mask_filter_value: { float: leftOut },
  };
  return emit("MultiHeadAttention", [...inputs], {}, attributes, "com.microsoft");
}

function rotate(x: Value, heads: number, { cos, sin }: RotaryTables): Value {
  // One position alone is that of the first token of each row.
  const first = integers(x.graph, [0]);
  return emit("RotaryEmbedding", [x, first, cos, sin], {}, { num_heads: { int: heads } }, "com.microsoft");
}
