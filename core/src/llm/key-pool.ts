import type { KeySnapshot } from "./key-snapshot.ts";
import type { KeyState, Outcome } from "./key-state.ts";
import type { KeyUse } from "./key-use.ts";
import type { SecretKey } from "./secret-key.ts";

/** A key taken for one request. */
export interface KeyLease {
  /** Undefined where none is needed. */
  readonly key: SecretKey | undefined;
  /** The request begins to be answered. */
  readonly arrived: () => void;
  /** Gives the key back; only the first call counts. */
  readonly settle: (outcome: Outcome) => void;
}

/** One call's place in the queue. */
export interface Place {
  /** Calls that came first are served first, also when they come back. */
  readonly rank: number;
  /** It waits until then: milliseconds since 1970. */
  readonly deadline: number;
}

/** What of a key's state outlives the process. */
export type KeyRecord = Pick<KeyState, "burnedUntil" | "coolUntil" | "reason" | "counts">;

/** The keys of a provider, shared by all calls of a process. */
export interface KeyPool {
  /** A place behind all calls that are there. */
  readonly queue: (waitMs: number) => Place;
  /**
   * Waits for a free key: of those, the one that was taken least recently.
   * @throws {ChatError} `no-key`, or `no-free-key` when none will be free before the deadline; the signal's reason
   */
  readonly acquire: (use: KeyUse, place: Place, signal?: AbortSignal) => Promise<KeyLease>;
  readonly snapshot: () => readonly KeySnapshot[];
  /** Calls that wait for a key. */
  readonly waiting: () => number;
  /** In the order of the keys. */
  readonly records: () => readonly KeyRecord[];
  /** Takes over what other processes have found out, by the keys' places. */
  readonly learn: (place: number, record: Omit<KeyRecord, "counts">) => void;
  /** Calls the listener after each request that ended. */
  readonly watch: (listener: () => void) => void;
  /** The text with every key in it masked. */
  readonly hideKeys: (text: string) => string;
}
