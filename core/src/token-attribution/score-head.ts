import type { LayerContext } from "../encoder.ts";
import { pool, type Pooling } from "../encoder/pooling.ts";
import type { Value } from "../graph.ts";
import { constant } from "../graph/constant.ts";
import { relu } from "../graph/operator/activation.ts";
import { add, sub } from "../graph/operator/arithmetic.ts";
import { stopGradient } from "../graph/operator/identity.ts";
import { exp, log, neg } from "../graph/operator/mathematics.ts";
import { reduceMax, reduceSum } from "../graph/operator/reduce.ts";
import { reshape, squeeze } from "../graph/operator/reshape.ts";
import { slice } from "../graph/operator/slice.ts";

/**
 * A classification head: the log-odds float32 [batch] that are to be explained, from the states after the last layer,
 * float32 [batch, tokens, hiddenSize], with mask int64 [batch, tokens]. It asks the context for its weights, and uses
 * operators that have gradients.
 */
export type ScoreHead = (context: LayerContext, states: Value, mask: Value) => Value;

/** A head as training writes it: one linear layer, or two with ReLU between, over pooled states. */
export interface HeadForm {
  readonly inSize: number;
  readonly hiddenSize?: number | undefined;
  readonly pooling: Pooling;
  /** One alone is the log-odds of what it names, "ai" or "human"; several are compared by softmax. */
  readonly outputs: readonly string[];
}

/**
 * The head's log-odds of one answer. Its weights go by the names `head.weight`, `head.bias`, and with a hidden layer
 * `head.hidden.weight`, `head.hidden.bias`.
 * @param answer "ai" of a head with one output, else one of its outputs: its log-odds against all others together
 * @throws when the head does not give that answer
 */
export function createScoreHead({ inSize, hiddenSize, pooling, outputs }: HeadForm, answer = "ai"): ScoreHead {
  const chosen = outputs.indexOf(answer);
  if (chosen < 0 && !(answer === "ai" && outputs.length === 1 && outputs[0] === "human"))
    throw new Error(`The head does not tell ${answer}; it tells ${outputs.join(", ")}. Name one of these.`);
  return (context, states, mask) => {
    const layer = (x: Value, name: string, from: number, to: number): Value =>
      context.linear(x, { weight: `${name}weight`, bias: `${name}bias`, inSize: from, outSize: to });
    const pooled = pool(states, mask, pooling);
    const last = hiddenSize === undefined ? pooled : relu(layer(pooled, "head.hidden.", inSize, hiddenSize));
    const logits = layer(last, "head.", hiddenSize ?? inSize, outputs.length);
    if (outputs.length > 1) return againstOthers(logits, chosen);
    const single = reshape(logits, [states.shape[0]!]);
    return chosen < 0 ? neg(single) : single;
  };
}

/** log(p / (1 - p)) of one class: its logit less the logarithm of the others' summed exponentials. */
function againstOthers(logits: Value, chosen: number): Value {
  const classes = logits.shape[1] as number;
  const without = Float32Array.from({ length: classes }, (_, at) => (at === chosen ? -1e9 : 0));
  const others = add(logits, constant(logits.graph, without, [classes]));
  const highest = stopGradient(reduceMax(others, [1], true));
  const sum = reduceSum(exp(sub(others, highest)), [1], true);
  const own = slice(logits, 1, chosen, chosen + 1);
  return squeeze(sub(own, add(highest, log(sum))), [1]);
}
