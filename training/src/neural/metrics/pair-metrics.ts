import { areaUnderRoc, createRanking } from "whowrote/statistics/ranking";

/** Each of so many pairs is compared with the others: more would take long and tell little more. */
const mostPairs = 400;

/** Gathers the vectors of pairs as batches are scored. */
export interface PairCollection {
  /**
   * @param items whose pairs the batch held
   * @param embeddings [rows, width]; the second halves stand in the second half of the rows
   */
  readonly add: (items: readonly number[], embeddings: Float32Array, rows: number) => void;
  readonly metrics: (kinds?: ArrayLike<number>) => ReturnType<typeof pairMetrics>;
}

export function collectPairs(): PairCollection {
  const first: Float32Array[] = [];
  const second: Float32Array[] = [];
  return {
    add: (items, embeddings, rows) => {
      const width = embeddings.length / rows;
      const vector = (row: number) => embeddings.slice(row * width, (row + 1) * width);
      for (const [row, item] of items.entries()) {
        first[item] = vector(row);
        second[item] = vector(row + rows / 2);
      }
    },
    metrics: (kinds) => pairMetrics(first, second, kinds),
  };
}

/**
 * How well the two halves of pairs find each other. `separation`: the share of comparisons in which a pair is more alike
 * (cosine) than its first half and another's second; `found`: the share of first halves whose own second is the most
 * alike of all.
 * @param kinds pairs of one kind are not compared; undefined and negative ones are of no kind
 */
function pairMetrics(
  first: readonly Float32Array[],
  second: readonly Float32Array[],
  kinds?: ArrayLike<number>,
): Record<"separation" | "found", number> {
  const [anchors, positives] = [first, second].map((vectors) => vectors.slice(0, mostPairs).map(normalize));
  const similarities: number[] = [];
  const isPair: boolean[] = [];
  let found = 0;
  for (const [row, anchor] of anchors!.entries()) {
    const own = dot(anchor, positives![row]!);
    let isNearest = true;
    for (const [column, positive] of positives!.entries()) {
      const kind = kinds?.[row] ?? -1;
      if (column !== row && kind >= 0 && kind === kinds?.[column]) continue;
      const similarity = column === row ? own : dot(anchor, positive);
      similarities.push(similarity);
      isPair.push(column === row);
      if (column !== row && similarity >= own) isNearest = false;
    }
    if (isNearest) found++;
  }
  return { separation: areaUnderRoc(createRanking(similarities, isPair)), found: found / anchors!.length };
}

function normalize(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
