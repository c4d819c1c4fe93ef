import type { Value } from "../graph.ts";
import { maskedMax, maskedMean } from "../graph/operator/masked-pooling.ts";
import { slice } from "../graph/operator/slice.ts";
import { squeeze } from "../graph/operator/reshape.ts";

export const poolings = ["cls", "mean", "max"] as const;
export type Pooling = (typeof poolings)[number];

const pools = {
  cls: (states) => squeeze(slice(states, 1, 0, 1), [1]),
  mean: maskedMean,
  max: maskedMax,
} satisfies Record<Pooling, (states: Value, mask: Value) => Value>;

/**
 * The states of all tokens [batch, tokens, width] as one vector [batch, width]: that of the first token ("cls"), or the
 * mean or the maximum over tokens that are no padding. Padding stands at the end of its row; mask is int64 [batch, tokens].
 */
export function pool(states: Value, mask: Value, pooling: Pooling): Value {
  return pools[pooling](states, mask);
}
