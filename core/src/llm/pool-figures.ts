import type { KeyPool } from "./key-pool.ts";
import type { KeySnapshot } from "./key-snapshot.ts";
import { keyUses, type KeyUse } from "./key-use.ts";

/** The pool in numbers, for a monitor. */
export interface PoolFigures {
  /** Calls that wait for a key. */
  readonly waiting: number;
  /** Requests that were sent and are not answered. */
  readonly underWay: number;
  /** Ended requests of this process, by how they ended. */
  readonly requests: { readonly answered: number; readonly refused: number; readonly failed: number };
  /** Keys of each use by state; a key with several uses counts in each. */
  readonly keys: Readonly<Record<KeyUse, Readonly<Record<KeySnapshot["state"], number>>>>;
}

export function measurePool(pool: Pick<KeyPool, "snapshot" | "waiting">): PoolFigures {
  const keys = pool.snapshot();
  const sum = (value: (key: KeySnapshot) => number): number => keys.reduce((total, key) => total + value(key), 0);
  const inState = (use: KeyUse, state: KeySnapshot["state"]): number =>
    keys.filter((key) => key.uses.includes(use) && key.state === state).length;
  const states = (use: KeyUse) => ({
    free: inState(use, "free"),
    busy: inState(use, "busy"),
    cooling: inState(use, "cooling"),
    burned: inState(use, "burned"),
  });
  return {
    waiting: pool.waiting(),
    underWay: sum(({ underWay }) => underWay),
    requests: {
      answered: sum(({ counts }) => counts.answered),
      refused: sum(({ counts }) => counts.refused),
      failed: sum(({ counts }) => counts.failed),
    },
    keys: Object.fromEntries(keyUses.map((use) => [use, states(use)])) as PoolFigures["keys"],
  };
}
