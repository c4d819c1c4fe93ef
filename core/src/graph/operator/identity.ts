import type { Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/elementwise.ts";

/**
 * The value under a name that errors and the ONNX file show.
 * @throws when the name is taken
 */
export function named(x: Value, name: string): Value {
  const { type, shape } = x;
  const [y] = x.graph.apply({ operator: "Identity", inputs: [x], outputs: [{ type, shape }], name });
  return derive(y!, [x], (d) => [d]);
}

/** The value as a fixed number: no gradient passes through it. */
export function stopGradient(x: Value): Value {
  return derive(nodes.identity(x), [x], () => []);
}
