import type { Activation } from "../encoder.ts";
import type { Value } from "../graph.ts";
import { gelu, relu, silu } from "../graph/operator/activation.ts";

const activations = {
  gelu: (x) => gelu(x, "exact"),
  "gelu-tanh": (x) => gelu(x, "tanh"),
  relu,
  silu,
} satisfies Record<Activation, (x: Value) => Value>;

export function activate(x: Value, activation: Activation): Value {
  return activations[activation](x);
}
