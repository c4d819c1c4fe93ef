/** Who is using what, so that nothing is taken away under their hands. */
export interface Leases {
  /** @returns to be called once, when the use has ended */
  take(name: string): () => void;
  /** Resolves when nobody uses it any more. Whoever takes it afterwards is not waited for. */
  drained(name: string): Promise<void>;
}

export function createLeases(): Leases {
  const users = new Map<string, Set<Promise<void>>>();
  return {
    take: (name) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const all = users.get(name) ?? new Set();
      users.set(name, all.add(promise));
      return () => {
        all.delete(promise);
        resolve();
      };
    },
    drained: async (name) => {
      await Promise.all([...(users.get(name) ?? [])]);
    },
  };
}
