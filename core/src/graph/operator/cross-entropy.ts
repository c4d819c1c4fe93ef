import { operatorError, type Value } from "../../graph.ts";
import { scalar } from "../constant.ts";
import { derive, emit } from "../emit.ts";
import * as nodes from "../nodes/elementwise.ts";
import { countAtRun, expand, unsqueeze } from "../nodes/layout.ts";
import { reduceSum } from "../nodes/reduce.ts";
import type { Operand } from "../operand.ts";
import { expectType, sameShape } from "../shape.ts";

export interface LossOptions {
  /** How much each row counts, [rows], not differentiated; the loss is the weighted mean. Weights of 0 leave rows out. */
  readonly weights?: Value;
}

/**
 * The mean over rows of -log softmax(logits)[label]: logits [rows, classes], labels int64 or int32 [rows] from 0 (for a
 * row of weight 0 too). With class weights, give `gather(classWeights, labels)` as weights.
 */
export function crossEntropy(logits: Value, labels: Value, { weights }: LossOptions = {}): Value {
  expectType("crossEntropy's labels", [labels], ["int64", "int32"]);
  if (logits.shape.length !== 2 || !sameShape(labels.shape, logits.shape.slice(0, 1)))
    throw operatorError("crossEntropy", [logits, labels], "it takes logits [rows, classes] and labels [rows]");
  const logarithms = emit("LogSoftmax", [logits], {}, { axis: { int: 1 } });
  const picks = unsqueeze(labels, [1]);
  const picked = emit("GatherElements", [logarithms, picks], { shape: picks.shape }, { axis: { int: 1 } });
  const share = shareOfRows(logits, weights);
  const column = typeof share === "number" || share.shape.length === 0 ? share : unsqueeze(share, [1]);
  const loss = nodes.neg(reduceSum(nodes.mul(picked, column), [0, 1], false));
  return derive(loss, [logits], (d) => {
    const minusOne = expand(scalar(logits.graph, -1, logits.type), picks.shape);
    const adding = { axis: { int: 1 }, reduction: { string: "add" } };
    const excess = emit("ScatterElements", [nodes.exp(logarithms), picks, minusOne], {}, adding);
    return [nodes.mul(excess, nodes.mul(d, column))];
  });
}

/**
 * The mean of -t log σ(x) - (1 - t) log(1 - σ(x)) over rows: logits [rows], targets [rows] from 0 to 1, of the same
 * type, not differentiated.
 */
export function binaryCrossEntropy(logits: Value, targets: Value, { weights }: LossOptions = {}): Value {
  if (logits.shape.length !== 1 || !sameShape(logits.shape, targets.shape))
    throw operatorError("binaryCrossEntropy", [logits, targets], "it takes logits [rows] and targets [rows]");
  const each = nodes.sub(nodes.softplus(logits), nodes.mul(logits, targets));
  const share = shareOfRows(logits, weights);
  const loss = reduceSum(nodes.mul(each, share), [0], false);
  return derive(loss, [logits], (d) => [nodes.mul(nodes.sub(nodes.sigmoid(logits), targets), nodes.mul(d, share))]);
}

/** What each row adds to the mean: one number for all, or [rows]. All zero weights make a loss of 0. */
function shareOfRows(logits: Value, weights: Value | undefined): Operand {
  const rows = logits.shape[0]!;
  if (weights && !sameShape(weights.shape, [rows]))
    throw operatorError("a loss", [logits, weights], `the weights must be [${rows}], one a row`);
  if (weights) return nodes.div(weights, nodes.max(reduceSum(weights, [0], false), 1e-12));
  return typeof rows === "number" ? 1 / rows : nodes.reciprocal(countAtRun(logits, [0]));
}
