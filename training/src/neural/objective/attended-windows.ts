import type { Value } from "whowrote/graph";
import { sigmoid, tanh } from "whowrote/graph/operator/activation";
import { add, mul, sub } from "whowrote/graph/operator/arithmetic";
import { linear } from "whowrote/graph/operator/linear";
import { matmul } from "whowrote/graph/operator/matmul";
import { reshape, squeeze, unsqueeze } from "whowrote/graph/operator/reshape";
import { softmax } from "whowrote/graph/operator/softmax";
import { headPrefix } from "../parameters/head-values.ts";
import type { ModelScope } from "../parameters/model-scope.ts";

/**
 * Gated attention over windows [files, windows, width], as window/attention.ts of core counts it; gives [files, width].
 * @param mask [files, windows]: 1 for a window, 0 for padding
 */
export function attendedWindows({ parameter }: ModelScope, windows: Value, mask: Value): Value {
  const weight = (name: string): Value => parameter(`${headPrefix}attention.${name}`);
  const gated = mul(tanh(linear(windows, weight("direction"))), sigmoid(linear(windows, weight("gate"))));
  const hidden = gated.shape.at(-1)!;
  const logits = squeeze(linear(gated, reshape(weight("weight"), [1, hidden])), [2]);
  const shares = softmax(add(logits, mul(sub(mask, 1), 1e30)));
  return squeeze(matmul(unsqueeze(shares, [1]), windows), [1]);
}
