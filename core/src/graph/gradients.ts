import { type Derivation, describe, type GraphNode, type Value } from "../graph.ts";
import { scalar } from "./constant.ts";
import { add } from "./nodes/elementwise.ts";
import { expand } from "./nodes/layout.ts";
import { isFloat } from "./shape.ts";

/** One link between values: an operator's derivation, or a node that has none. */
interface Step {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly gradient?: Derivation["gradient"];
  readonly node?: GraphNode;
}

/**
 * Reverse-mode differentiation (Baydin et al., arXiv:1502.05767, section 3.2): appends to the loss's graph what computes
 * its gradients by the values of `wrt`, each of that value's shape. Where a value is used more than once its gradients
 * are summed; a value that the loss does not depend on has none: undefined.
 * @param loss one float number: shape [], or sizes of 1 only
 * @throws when the loss is not one number, or depends on a value of `wrt` through an operator without a gradient
 */
export function gradients(loss: Value, wrt: readonly Value[]): readonly (Value | undefined)[] {
  if (!isFloat(loss) || loss.shape.some((size) => size !== 1))
    throw new Error(
      `The loss must be one float number, not ${loss.type} ${describe(loss)}; reduce it with reduceMean or reduceSum.`,
    );
  const steps = stepsBackFrom(loss);
  const dependent = new Set(wrt.filter(isFloat));
  for (const { inputs, outputs } of steps.toReversed())
    if (inputs.some((input) => dependent.has(input))) for (const output of outputs) dependent.add(output);
  const found = new Map<Value, Value>();
  if (dependent.has(loss)) found.set(loss, expand(scalar(loss.graph, 1, loss.type), loss.shape));
  for (const step of steps) {
    const reached = step.outputs.some((output) => found.has(output));
    if (!reached || !step.inputs.some((input) => dependent.has(input))) continue;
    const parts = gradientOf(step)(step.outputs.map((output) => found.get(output)));
    for (const [at, input] of step.inputs.entries()) {
      const part = dependent.has(input) ? parts[at] : undefined;
      const before = found.get(input);
      if (part) found.set(input, before ? add(before, part) : part);
    }
  }
  return wrt.map((value) => found.get(value));
}

/** The steps that lead to a value, each before those that its inputs come from. */
function stepsBackFrom(value: Value): readonly Step[] {
  const steps: Step[] = [];
  const wanted = new Set([value]);
  const seen = new Set<Derivation>();
  // Nodes stand in the order they were applied, and a derivation's outputs are used only after it is there.
  for (const node of value.graph.nodes.toReversed())
    for (const output of node.outputs) {
      if (!wanted.has(output)) continue;
      const derivation = value.graph.derivationOf(output);
      if (derivation && seen.has(derivation)) continue;
      if (derivation) seen.add(derivation);
      const step = derivation ?? {
        inputs: node.inputs.filter((input) => input !== undefined),
        outputs: [output],
        node,
      };
      steps.push(step);
      for (const input of step.inputs) if (isFloat(input)) wanted.add(input);
    }
  return steps;
}

function gradientOf({ gradient, node, outputs, inputs }: Step): Derivation["gradient"] {
  if (gradient) return gradient;
  throw new Error(
    `${node?.operator ?? "An operator"} of ${inputs.map(describe).join(" and ")} has no gradient, but the loss depends through it on what is learned (it gives ${outputs.map(describe).join(", ")}); use an operator of graph/operator/ that has one, or stopGradient.`,
  );
}
