import type { AttentionForm, LayerContext, RotaryTables } from "../encoder.ts";
import type { Graph, Shape, Value } from "../graph.ts";
import { add, mul, sub } from "../graph/operator/arithmetic.ts";
import { concat } from "../graph/operator/concat.ts";
import { gather } from "../graph/operator/gather.ts";
import { linear } from "../graph/operator/linear.ts";
import { matmul } from "../graph/operator/matmul.ts";
import { reshape, unsqueeze } from "../graph/operator/reshape.ts";
import { slice } from "../graph/operator/slice.ts";
import { softmax } from "../graph/operator/softmax.ts";
import { transpose } from "../graph/operator/transpose.ts";

export interface DifferentiableOptions {
  /** Where weights come from; without it they are parameters of the graph. */
  readonly parameter?: LayerContext["parameter"];
  /** Drops numbers in training; without it nothing is dropped. It is asked only for rates above 0. */
  readonly dropout?: LayerContext["dropout"];
}

/** Writes an encoder in operators that all have gradients: for training and for token attribution. */
export function createDifferentiableContext(graph: Graph, options: DifferentiableOptions = {}): LayerContext {
  const { parameter = (name, shape) => graph.parameter(name, shape), dropout = (x) => x } = options;
  const drop: LayerContext["dropout"] = (x, rate) => (rate > 0 ? dropout(x, rate) : x);
  return {
    graph,
    parameter,
    linear: (x, { weight, bias, inSize, outSize }) =>
      linear(x, parameter(weight, [outSize, inSize]), bias === undefined ? undefined : parameter(bias, [outSize])),
    embedding: (ids, { weight, rows, width }) => gather(parameter(weight, [rows, width]), ids),
    dropout: drop,
    attention: (queries, keys, values, form) => attend(queries, keys, values, form, drop),
    rotate,
  };
}

/** Softmax(q · kᵀ · scale + bias) · v for each head (Vaswani et al. 2017, section 3.2). */
function attend(
  queries: Value,
  keys: Value,
  values: Value,
  form: AttentionForm,
  dropout: LayerContext["dropout"],
): Value {
  const { scale, padding, bias } = form;
  const [q, k, v] = [queries, keys, values].map((x) => transpose(reshape(x, headed(x, form)), [0, 2, 1, 3]));
  const scores = matmul(q!, k!, { transposeB: true, scale });
  const probabilities = softmax(add(scores, bias ? add(bias, padding.bias) : padding.bias));
  const mixed = matmul(dropout(probabilities, form.dropout), v!);
  return reshape(transpose(mixed, [0, 2, 1, 3]), values.shape);
}

/** The halves of each head are the two coordinates that are turned, as in Hugging Face's `rotate_half`. */
function rotate(x: Value, heads: number, { cos, sin }: RotaryTables): Value {
  const half = cos.shape[1] as number;
  const each = reshape(x, headed(x, { heads, headSize: 2 * half }));
  const [a, b] = [slice(each, 3, 0, half), slice(each, 3, half)];
  const [c, s] = [cos, sin].map((table) => unsqueeze(slice(table, 0, 0, x.shape[1]), [1]));
  const turned = concat([sub(mul(a, c!), mul(b, s!)), add(mul(b, c!), mul(a, s!))], 3);
  return reshape(turned, x.shape);
}

function headed({ shape }: Value, { heads, headSize }: Pick<AttentionForm, "heads" | "headSize">): Shape {
  return [shape[0]!, shape[1]!, heads, headSize];
}
