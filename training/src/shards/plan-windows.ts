import { readingIds, type ReadingId } from "whowrote/reading";
import { createRandom } from "whowrote/random";
import type { ShardOptions } from "./options.ts";

/** One window to be made: which row, how it is read, and what decides where it begins. */
export interface WindowPlan {
  readonly row: number;
  readonly reading: ReadingId;
  readonly fromBeginning: boolean;
  /** In [0, 1): the place of the beginning among the lines. */
  readonly place: number;
  /** A row of the other label whose code follows, and after which share of the window. */
  readonly mixWith?: { readonly row: number; readonly after: number };
}

/** Rows that windows are drawn from; arrays have one entry a row. */
export interface PlannedRows {
  readonly labels: Uint8Array;
  readonly languages: readonly string[];
  readonly weights: Float32Array;
}

/** Draws windows, a row as often as its weight says. The same seed gives the same windows; more of them begin with the same. */
export function planWindows(
  { labels, languages, weights }: PlannedRows,
  rows: readonly number[],
  count: number,
  { seed, readings, fromBeginning, mixed }: ShardOptions,
): WindowPlan[] {
  const random = createRandom(seed);
  const drawRow = createDraw(rows, (row) => weights[row]!, random);
  const drawReading = createDraw(readingIds, (id) => readings[id] ?? 0, random);
  const others = new Map<string, () => number>();
  for (const key of new Set(rows.map((row) => cellOf(row)))) {
    const cell = rows.filter((row) => cellOf(row) === key);
    others.set(
      key,
      createDraw(cell, (row) => weights[row]!, random),
    );
  }
  function cellOf(row: number, other = false): string {
    return `${languages[row]} ${other ? 1 - labels[row]! : labels[row]!}`;
  }
  return Array.from({ length: count }, () => {
    const row = drawRow();
    const plan = { row, reading: drawReading(), fromBeginning: random() < fromBeginning, place: random() };
    const drawOther = others.get(cellOf(row, true));
    const isMixed = random() < mixed;
    if (!isMixed || !drawOther) return plan;
    return { ...plan, mixWith: { row: drawOther(), after: 0.3 + 0.4 * random() } };
  });
}

/** Draws items with replacement, each as often as its weight says. */
function createDraw<T>(items: readonly T[], weightOf: (item: T) => number, random: () => number): () => T {
  const sums = new Float64Array(items.length);
  let sum = 0;
  for (const [at, item] of items.entries()) sums[at] = sum += weightOf(item);
  if (!(sum > 0)) throw new Error(`None of ${items.length} items has a weight; there is nothing to draw from.`);
  return () => {
    const wanted = random() * sum;
    let low = 0;
    for (let high = items.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return items[low]!;
  };
}
