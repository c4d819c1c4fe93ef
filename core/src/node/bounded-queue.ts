/** A queue between one writer and one reader; the writer waits while it is full. */
export interface BoundedQueue<T> {
  /** Takes a value or the promise of one; a value keeps its place however late it comes. */
  readonly push: (value: T | Promise<T>) => Promise<void>;
  /** Ends the reader's loop after what was pushed, or makes it throw. */
  readonly end: (error?: unknown) => void;
  /** The values in the order in which they were pushed. */
  readonly values: () => AsyncGenerator<T, void>;
}

export function createBoundedQueue<T>(capacity: number): BoundedQueue<T> {
  const items: (T | Promise<T>)[] = [];
  let hasEnded = false;
  let failure: { readonly error: unknown } | undefined;
  let wake = Promise.withResolvers<void>();
  const change = (): void => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  return {
    push: async (value) => {
      items.push(value);
      change();
      while (items.length >= capacity) await wake.promise;
    },
    end: (error) => {
      hasEnded = true;
      if (error !== undefined) failure = { error };
      change();
    },
    async *values() {
      for (;;) {
        if (items.length > 0) {
          const item = items.shift()!;
          change();
          yield await item;
        } else if (hasEnded) break;
        else await wake.promise;
      }
      if (failure !== undefined) throw failure.error;
    },
  };
}
