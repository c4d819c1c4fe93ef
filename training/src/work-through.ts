/** What {@link workThrough} goes by. */
export interface WorkPlan<Item> {
  readonly items: readonly Item[];
  /** Items that are worked on at a time. */
  readonly atOnce: number;
  /** Nothing more is begun when it fires. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does the work for each item, in order, several at a time. Ends when what was begun has ended: nobody writes afterwards to what
 * the caller closes. After an error the signal that `work` got fires, and nothing more is begun.
 * @throws the first error; none when the caller's signal fired
 */
export async function workThrough<Item>(
  { items, atOnce, signal }: WorkPlan<Item>,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < items.length && !either.aborted) {
      try {
        await work(items[next++]!, either);
      } catch (error) {
        // What was ended because of an error is none itself: the first reason stays.
        failed.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, one));
  if (failed.signal.aborted && !signal?.aborted) throw failed.signal.reason;
}
