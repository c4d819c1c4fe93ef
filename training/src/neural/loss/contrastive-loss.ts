import type { Graph, Value } from "whowrote/graph";
import { add, mul } from "whowrote/graph/operator/arithmetic";
import { crossEntropy } from "whowrote/graph/operator/cross-entropy";
import { matmul } from "whowrote/graph/operator/matmul";
import { l2Normalize } from "whowrote/graph/operator/normalization";
import { reduceSum } from "whowrote/graph/operator/reduce";
import { slice } from "whowrote/graph/operator/slice";
import { floats, integers, type Feed } from "../feeds.ts";

/** Taken from the similarity of a pair that must not count as a negative. */
const impossible = -1e9;

/**
 * InfoNCE with in-batch negatives (van den Oord et al. 2018; SimCSE, Gao et al. 2021, equation 1): embeddings [2n, width],
 * first n anchors, then the positive of each. Adds the inputs `partners` int64 [n], `pair weights` [n] and
 * `pair bias` [n, n]. The sum over anchors of weight x cross-entropy.
 */
export function contrastiveLoss(graph: Graph, embeddings: Value, temperature: number): Value {
  const pairs = Number(embeddings.shape[0]) / 2;
  const normal = l2Normalize(embeddings);
  const anchors = slice(normal, 0, 0, pairs);
  const positives = slice(normal, 0, pairs, 2 * pairs);
  const similarity = matmul(anchors, positives, { transposeB: true, scale: 1 / temperature });
  const bias = graph.input("pair bias", "float32", [pairs, pairs]);
  const weights = graph.input("pair weights", "float32", [pairs]);
  const partners = graph.input("partners", "int64", [pairs]);
  // The operator gives a weighted mean; the weights here are shares of a step, so it becomes their sum again.
  return mul(crossEntropy(add(similarity, bias), partners, { weights }), reduceSum(weights));
}

/**
 * Feeds for {@link contrastiveLoss}.
 * @param kinds of the pairs that are there: pairs of one kind are not each other's negatives; undefined is like no other
 * @param weight what each pair counts, as a share of the whole step
 */
export function feedPairs(
  kinds: readonly (number | undefined)[],
  pairs: number,
  weight: number,
): Readonly<Record<"partners" | "pair weights" | "pair bias", Feed>> {
  const bias = new Float32Array(pairs * pairs);
  for (let row = 0; row < pairs; row++)
    for (let column = 0; column < pairs; column++) {
      const isMissing = column >= kinds.length;
      const isSame = kinds[row] !== undefined && kinds[row] === kinds[column];
      if (row !== column && (isMissing || isSame)) bias[row * pairs + column] = impossible;
    }
  const weights = new Float32Array(pairs).fill(weight, 0, kinds.length);
  return {
    partners: integers(Int32Array.from({ length: pairs }, (_, at) => at)),
    "pair weights": floats(weights),
    "pair bias": floats(bias, [pairs, pairs]),
  };
}
