import type { Gradient, NodeDefinition, Value } from "../graph.ts";

/** Appends a node with one output to the graph of its first input. */
export function emit(
  operator: string,
  inputs: readonly [Value, ...(Value | undefined)[]],
  form: Partial<NodeDefinition["outputs"][number]> = {},
  attributes: NonNullable<NodeDefinition["attributes"]> = {},
  domain?: "com.microsoft",
): Value {
  const [first] = inputs;
  const { type = first.type, shape = first.shape } = form;
  const definition = { operator, inputs, outputs: [{ type, shape }], attributes };
  return first.graph.apply(domain ? { ...definition, domain } : definition)[0]!;
}

/** Gives one output its gradient by its inputs, and gives it back. */
export function derive(
  output: Value,
  inputs: readonly Value[],
  gradient: (outputGradient: Value) => ReturnType<Gradient>,
): Value {
  output.graph.derive([output], inputs, ([outputGradient]) => (outputGradient ? gradient(outputGradient) : []));
  return output;
}
