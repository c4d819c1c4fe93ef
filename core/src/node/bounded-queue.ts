/** A queue between one writer and one reader; the writer waits while it is full. */
export interface BoundedQueue<T> {
  readonly push: (value: T) => Promise<void>;
  /** Ends the reader's loop after what was pushed, or makes it throw. */
  readonly end: (error?: unknown) => void;
  readonly values: () => AsyncGenerator<T>;
}

export function createBoundedQueue<T>(capacity: number): BoundedQueue<T> {
  const items: T[] = [];
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
    values: async function* () {
      for (;;) {
        if (items.length > 0) {
          const item = items.shift()!;
          change();
          yield item;
        } else if (hasEnded) break;
        else await wake.promise;
      }
      if (failure !== undefined) throw failure.error;
    },
  };
}
