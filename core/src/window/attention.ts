/**
 * Gated attention over the windows of a file, so that the model learns which of them tell (Ilse, Tomczak and Welling 2018,
 * "Attention-based deep multiple instance learning", equation 9).
 */
export interface AttentionParameters {
  /** V and U, `[hidden, width]`, row by row. */
  readonly direction: Float32Array;
  readonly gate: Float32Array;
  /** w, `[hidden]`. */
  readonly weight: Float32Array;
}

/** @param width numbers in the vector of a window */
export function attentionShapes(
  width: number,
  hidden: number,
): Readonly<Record<keyof AttentionParameters, readonly number[]>> {
  return { direction: [hidden, width], gate: [hidden, width], weight: [hidden] };
}

export interface PooledWindows {
  /** The windows' vectors, each times its share. */
  readonly vector: Float64Array;
  /** How much each window counts; they sum to 1. */
  readonly shares: Float64Array;
}

/**
 * shares = softmax over windows of wᵀ(tanh(V h) ⊙ sigmoid(U h)); vector = Σ share · h.
 * @param vectors one a window, all of the same width
 * @throws {RangeError} when there are none, or a width does not fit the parameters
 */
export function poolByAttention(vectors: readonly Float32Array[], parameters: AttentionParameters): PooledWindows {
  const width = checkWidths(vectors, parameters);
  const logits = vectors.map((vector) => attentionLogit(vector, parameters));
  const highest = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp(logit - highest));
  const sum = exponentials.reduce((total, each) => total + each, 0);
  const shares = Float64Array.from(exponentials, (each) => each / sum);
  const vector = new Float64Array(width);
  for (const [at, share] of shares.entries())
    for (let column = 0; column < width; column++) vector[column]! += share * vectors[at]![column]!;
  return { vector, shares };
}

function attentionLogit(vector: Float32Array, { direction, gate, weight }: AttentionParameters): number {
  let logit = 0;
  for (const [row, factor] of weight.entries()) {
    let along = 0;
    let through = 0;
    for (const [column, value] of vector.entries()) {
      along += direction[row * vector.length + column]! * value;
      through += gate[row * vector.length + column]! * value;
    }
    logit += (factor * Math.tanh(along)) / (1 + Math.exp(-through));
  }
  return logit;
}

function checkWidths(vectors: readonly Float32Array[], { direction, gate, weight }: AttentionParameters): number {
  const width = vectors[0]?.length;
  if (width === undefined) throw new RangeError("No windows, nothing to pool: the text has no tokens.");
  if (vectors.some(({ length }) => length !== width) || direction.length !== weight.length * width)
    throw new RangeError(
      `Window vectors of ${[...new Set(vectors.map(({ length }) => length))].join(" and ")} numbers do not fit an ` +
        `attention of ${weight.length} x ${direction.length / weight.length}.`,
    );
  if (gate.length !== direction.length)
    throw new RangeError(`The attention has ${direction.length} numbers of direction and ${gate.length} of gate.`);
  return width;
}
