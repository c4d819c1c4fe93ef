/** Sequences that go through the model together, padded to the longest. */
export interface LengthBatch {
  /** Their places in the order that was given. */
  readonly items: readonly number[];
  readonly length: number;
}

export interface BatchOptions {
  /** At most so many tokens, padding among them. A longer sequence goes alone. */
  readonly tokensPerBatch: number;
  /** At most so many sequences. */
  readonly most?: number;
}

/**
 * Puts sequences of similar length together, the long ones first: the largest batch comes first, so that memory runs out
 * at once or never. The same lengths give the same batches.
 * @throws {RangeError} when a limit is not positive
 */
export function batchByLength(
  lengths: ArrayLike<number>,
  { tokensPerBatch, most = Infinity }: BatchOptions,
): LengthBatch[] {
  if (!(tokensPerBatch >= 1 && most >= 1))
    throw new RangeError(`A batch of ${tokensPerBatch} tokens and ${most} sequences holds nothing: give at least 1.`);
  const longestFirst = Array.from(lengths, (_, at) => at).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const batches: { items: number[]; readonly length: number }[] = [];
  for (const item of longestFirst) {
    const batch = batches.at(-1);
    if (batch && batch.items.length < most && (batch.items.length + 1) * batch.length <= tokensPerBatch)
      batch.items.push(item);
    else batches.push({ items: [item], length: lengths[item]! });
  }
  return batches;
}

/** Puts what was computed batch by batch back into the order of the sequences. */
export function restoreOrder<Result>(
  batches: readonly Pick<LengthBatch, "items">[],
  results: readonly (readonly Result[])[],
): Result[] {
  const restored: Result[] = [];
  for (const [at, { items }] of batches.entries())
    for (const [place, item] of items.entries()) restored[item] = results[at]![place]!;
  return restored;
}
