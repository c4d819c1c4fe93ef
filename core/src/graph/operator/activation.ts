import type { Value } from "../../graph.ts";
import { derive, emit } from "../emit.ts";
import * as nodes from "../nodes/elementwise.ts";

export function relu(x: Value): Value {
  const y = nodes.relu(x);
  return derive(y, [x], (d) => [nodes.where(nodes.greater(y, 0), d, 0)]);
}

export function tanh(x: Value): Value {
  const y = nodes.tanh(x);
  return derive(y, [x], (d) => [nodes.mul(d, nodes.sub(1, nodes.mul(y, y)))]);
}

export function sigmoid(x: Value): Value {
  const y = nodes.sigmoid(x);
  return derive(y, [x], (d) => [nodes.mul(d, nodes.mul(y, nodes.sub(1, y)))]);
}

/** log(1 + exp(x)), which does not overflow. */
export function softplus(x: Value): Value {
  return derive(nodes.softplus(x), [x], (d) => [nodes.mul(d, nodes.sigmoid(x))]);
}

/** x · sigmoid(x). */
export function silu(x: Value): Value {
  const gate = nodes.sigmoid(x);
  const y = nodes.mul(x, gate);
  return derive(y, [x], (d) => [nodes.mul(d, nodes.add(gate, nodes.mul(y, nodes.sub(1, gate))))]);
}

/**
 * x · Φ(x) (Hendrycks and Gimpel, arXiv:1606.08415): with the normal distribution function itself, or with its
 * approximation by tanh that some checkpoints were trained with ("gelu_new", "gelu_pytorch_tanh").
 */
export function gelu(x: Value, form: "exact" | "tanh" = "exact"): Value {
  return form === "exact" ? exactGelu(x) : tanhGelu(x);
}

function exactGelu(x: Value): Value {
  const y = emit("Gelu", [x], {}, {}, "com.microsoft");
  return derive(y, [x], (d) => {
    const cdf = nodes.mul(nodes.add(nodes.erf(nodes.mul(x, Math.SQRT1_2)), 1), 0.5);
    const density = nodes.mul(nodes.exp(nodes.mul(nodes.mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return [nodes.mul(d, nodes.add(cdf, nodes.mul(x, density)))];
  });
}

function tanhGelu(x: Value): Value {
  const y = emit("FastGelu", [x], {}, {}, "com.microsoft");
  return derive(y, [x], (d) => {
    const [scale, cubic] = [Math.sqrt(2 / Math.PI), 0.044715];
    const square = nodes.mul(x, x);
    const t = nodes.tanh(nodes.mul(x, nodes.add(nodes.mul(square, scale * cubic), scale)));
    const slope = nodes.add(nodes.mul(square, 1.5 * scale * cubic), 0.5 * scale);
    const bend = nodes.mul(nodes.mul(x, slope), nodes.sub(1, nodes.mul(t, t)));
    return [nodes.mul(d, nodes.add(nodes.add(nodes.mul(t, 0.5), 0.5), bend))];
  });
}
