import { adamW } from "whowrote/graph/adam-w";
import type { Graph, Value } from "whowrote/graph";
import { floats, type Feed } from "../feeds.ts";
import type { Parameter } from "../parameters/parameter.ts";
import { momentName, nextName } from "./training-tensors.ts";

export interface OptimizerSettings {
  /** Highest learning rate of the run, of which a parameter's rule gives its share. */
  readonly rate: number;
  readonly weightDecay: number;
  /** Longest gradient, over all parameters together. */
  readonly clip: number;
}

/** A parameter that moves, with its gradient. */
export interface Move {
  readonly parameter: Parameter;
  readonly value: Value;
  readonly gradient: Value;
}

/**
 * One step of AdamW. Adds the moments as inputs, and the scalars of {@link feedRate}.
 * @returns the new values and moments by {@link nextName}, and `norm`, the gradient's length before it was clipped
 */
export function adamwStep(
  graph: Graph,
  moves: readonly Move[],
  { weightDecay, clip }: OptimizerSettings,
): Record<string, Value> {
  const learned = moves.map(({ parameter: { name, shape, rule }, value, gradient }) => ({
    ...{ parameter: value, gradient, rateScale: rule.rate, decayScale: rule.decays ? 1 : 0 },
    first: graph.input(momentName("mean", name), "float32", shape),
    second: graph.input(momentName("square", name), "float32", shape),
  }));
  const learningRate = graph.input("learning rate", "float32", []);
  const step = graph.input("update", "float32", []);
  const { updated, gradientNorm } = adamW(learned, { learningRate, step, weightDecay, clipNorm: clip });
  const outputs = updated.map(({ parameter, first, second }, at): [string, Value][] => {
    const { name } = moves[at]!.parameter;
    return [
      [nextName(name), parameter],
      [nextName(momentName("mean", name)), first],
      [nextName(momentName("square", name)), second],
    ];
  });
  return { ...Object.fromEntries(outputs.flat()), norm: gradientNorm! };
}

/**
 * The scalars of one step.
 * @param rate highest learning rate at this step
 * @param updates that the moments have seen before
 */
export function feedRate(rate: number, updates: number): Readonly<Record<string, Feed>> {
  const scalar = (value: number): Feed => floats(Float32Array.of(value), []);
  return { "learning rate": scalar(rate), update: scalar(updates + 1) };
}
