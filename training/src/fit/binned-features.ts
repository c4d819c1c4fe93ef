/** Rows of numbers; NaN is "not measured". */
export interface FeatureMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row-major, `rows * columns`. */
  readonly values: Float32Array;
}

/**
 * Features as small integers, in memory that threads share. Bin 0 is NaN (and -Infinity); a value has bin 1 + the number of edges
 * below it, so that "bin <= b + 1" is "value <= edges[b]".
 */
export interface BinnedFeatures {
  readonly rows: number;
  readonly columns: number;
  /** Column-major, `rows * columns`. */
  readonly bins: Uint8Array;
  /** Per column, ascending; at most 254. */
  readonly edges: readonly Float32Array[];
}

/**
 * Cuts each column at its quantiles, every row counted once whatever it weighs. A column of at most `maxBins` different values keeps them all apart.
 * Bin a whole data set once, then fit on lists of its rows.
 * @param maxBins 2 to 255, NaN's bin not counted
 */
export function binFeatures(matrix: FeatureMatrix, maxBins = 255): BinnedFeatures {
  const { rows, columns, values } = matrix;
  if (values.length !== rows * columns)
    throw new Error(`A matrix of ${rows} x ${columns} has ${values.length} values; it needs ${rows * columns}.`);
  if (!Number.isInteger(maxBins) || maxBins < 2 || maxBins > 255)
    throw new Error(`maxBins is ${maxBins}; choose a whole number from 2 to 255.`);
  const bins = new Uint8Array(new SharedArrayBuffer(rows * columns));
  const column = new Float32Array(rows);
  const edges = Array.from({ length: columns }, (_, feature) => {
    for (let row = 0; row < rows; row++) column[row] = values[row * columns + feature]!;
    const cuts = findEdges(column, maxBins);
    const start = feature * rows;
    for (let row = 0; row < rows; row++) bins[start + row] = binOf(column[row]!, cuts);
    return cuts;
  });
  return { rows, columns, bins, edges };
}

/** The threshold of the split "bins up to `bin` go left". */
export function thresholdOf(features: BinnedFeatures, feature: number, bin: number): number {
  return bin === 0 ? -Infinity : features.edges[feature]![bin - 1]!;
}

function findEdges(column: Float32Array, maxBins: number): Float32Array {
  const sorted = column.filter((value) => value > -Infinity).sort();
  let distinct = sorted.length > 0 ? 1 : 0;
  for (let at = 1; at < sorted.length; at++) if (sorted[at]! > sorted[at - 1]!) distinct++;
  const edges: number[] = [];
  let start = 0;
  for (let at = 1; at < sorted.length && edges.length + 1 < maxBins; at++) {
    const below = sorted[at - 1]!;
    const above = sorted[at]!;
    if (below === above) continue;
    // The rows left are shared evenly by the bins left, so that one frequent value does not use up the others' bins.
    const share = distinct <= maxBins ? 0 : (sorted.length - start) / (maxBins - edges.length);
    if (at - start < share) continue;
    const middle = Math.fround((below + above) / 2);
    edges.push(middle < above ? middle : below);
    start = at;
  }
  return Float32Array.from(edges);
}

function binOf(value: number, edges: Float32Array): number {
  if (!(value > -Infinity)) return 0;
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value > edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
