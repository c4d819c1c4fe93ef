/** The values of several generators as they come. When the reader leaves or one throws, all are ended. */
export async function* merge<T>(generators: readonly AsyncGenerator<T, void>[]): AsyncGenerator<T, void> {
  const waiting = new Map(generators.map((one) => [one, step(one)]));
  try {
    while (waiting.size > 0) {
      const { from, next } = await Promise.race(waiting.values());
      if (next.done === true) waiting.delete(from);
      else {
        waiting.set(from, step(from));
        yield next.value;
      }
    }
  } finally {
    // One that waits for a model ends by the signal, not by this: nobody waits for it here.
    for (const [one, pending] of waiting) {
      pending.catch(() => {});
      void one.return().catch(() => {});
    }
  }
}

async function step<T>(
  from: AsyncGenerator<T, void>,
): Promise<{ readonly from: AsyncGenerator<T, void>; readonly next: IteratorResult<T, void> }> {
  return { from, next: await from.next() };
}
