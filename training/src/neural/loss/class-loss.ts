import type { Graph, Value } from "whowrote/graph";
import { softplus } from "whowrote/graph/operator/activation";
import { mul, sub } from "whowrote/graph/operator/arithmetic";
import { neg } from "whowrote/graph/operator/mathematics";
import { reduceSum } from "whowrote/graph/operator/reduce";
import { logSoftmax } from "whowrote/graph/operator/softmax";
import { floats, type Feed } from "../feeds.ts";

/**
 * The sum over rows of weight x cross-entropy with targets that may be soft. One output is the log-odds of its name,
 * several are the logits of as many classes. Adds the inputs `targets` [rows, outputs] and `weights` [rows].
 */
export function classLoss(graph: Graph, outputs: Value): Value {
  const [rows, classes] = outputs.shape.map(Number) as [number, number];
  const targets = graph.input("targets", "float32", [rows, classes]);
  const weights = graph.input("weights", "float32", [rows]);
  const each = classes === 1 ? sub(softplus(outputs), mul(outputs, targets)) : neg(mul(logSoftmax(outputs), targets));
  return reduceSum(mul(reduceSum(each, [1]), weights));
}

/** What rows are to be taken for. */
export interface ClassTargets {
  /** For each row the probability of each output. */
  readonly targets: readonly ArrayLike<number>[];
  /** What each row counts, as a share of the whole step. */
  readonly weights: readonly number[];
}

/**
 * Feeds for {@link classLoss}; rows that are missing count nothing.
 * @param smoothing share of each target that is spread evenly over the classes (Szegedy et al. 2016, section 7)
 */
export function feedTargets(
  { targets, weights }: ClassTargets,
  rows: number,
  smoothing: number,
): { readonly targets: Feed; readonly weights: Feed } {
  const classes = targets[0]!.length;
  const given = new Float32Array(rows * classes);
  const even = smoothing / Math.max(2, classes);
  for (const [row, target] of targets.entries())
    for (let at = 0; at < classes; at++) given[row * classes + at] = target[at]! * (1 - smoothing) + even;
  const counts = new Float32Array(rows);
  counts.set(weights);
  return { targets: floats(given, [rows, classes]), weights: floats(counts) };
}
