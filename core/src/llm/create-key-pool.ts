import { ChatError } from "./chat-error.ts";
import type { Clock } from "./clock.ts";
import type { KeyLease, KeyPool, Place } from "./key-pool.ts";
import { toSnapshot } from "./key-snapshot.ts";
import { freeAt, freshKey, isFull, learn, noteArrival, settle, take, type KeyLimits } from "./key-state.ts";
import type { KeyUse } from "./key-use.ts";
import type { NamedKey } from "./read-keys.ts";

export interface KeyPoolSettings {
  readonly keys: readonly NamedKey[];
  readonly limits: KeyLimits;
  readonly clock: Clock;
  /** Said where a use has no key. */
  readonly howToSet: (use: KeyUse) => string;
}

interface Waiting {
  readonly use: KeyUse;
  readonly place: Place;
  readonly resolve: (lease: KeyLease) => void;
  readonly reject: (error: Error) => void;
}

/** Makes the pool. It holds nothing that must be closed: only while calls wait has it a timer. */
export function createKeyPool({ keys, limits, clock, howToSet }: KeyPoolSettings): KeyPool {
  const states = keys.map(() => freshKey(limits));
  const placesOf = {
    rewriting: placesWith("rewriting"),
    explaining: placesWith("explaining"),
    generating: placesWith("generating"),
  } as const satisfies Readonly<Record<KeyUse, readonly number[]>>;
  let waiting: readonly Waiting[] = [];
  const listeners: (() => void)[] = [];
  let lastRank = 0;
  let lastTaken = 0;
  let alarm: { readonly at: number; readonly controller: AbortController } | undefined;

  function placesWith(use: KeyUse): readonly number[] {
    return keys.flatMap(({ uses }, place) => (uses.has(use) ? [place] : []));
  }

  /** Of the free keys, the one that was taken least recently. */
  function pickFree(use: KeyUse, now: number): number | undefined {
    let best: number | undefined;
    for (const place of placesOf[use]) {
      const isFree = freeAt(states[place]!, limits) <= now;
      if (isFree && (best === undefined || states[place]!.lastTaken < states[best]!.lastTaken)) best = place;
    }
    return best;
  }

  /** When a key of this use may be free. One that waits for its requests under way may be at any moment. */
  function soonest(use: KeyUse, now: number): number {
    const times = placesOf[use].map((place) => {
      const state = states[place]!;
      const at = freeAt({ ...state, underWay: 0 }, limits);
      return isFull(state, limits) ? Math.max(at, now) : at;
    });
    return Math.min(Infinity, ...times);
  }

  function lend(place: number, now: number): KeyLease {
    states[place] = take(states[place]!, limits, now, ++lastTaken);
    let isOut = true;
    let isArrived = false;
    return {
      key: keys[place]!.key,
      arrived: () => {
        if (!isOut || isArrived) return;
        isArrived = true;
        states[place] = noteArrival(states[place]!, limits, now, clock.now());
        // A key comes free earlier than was thought.
        setAlarm();
      },
      settle: (outcome) => {
        if (!isOut) return;
        isOut = false;
        states[place] = settle(states[place]!, outcome, clock.now());
        serve();
        for (const listener of listeners) listener();
      },
    };
  }

  /** Gives free keys to those who wait, first come, first served, and sends away those who would wait in vain. */
  function serve(): void {
    const now = clock.now();
    const dry = new Map<KeyUse, number>();
    waiting = waiting.filter(({ use, place, resolve, reject }) => {
      if (!dry.has(use)) {
        const free = pickFree(use, now);
        if (free !== undefined) {
          resolve(lend(free, now));
          return false;
        }
        dry.set(use, soonest(use, now));
      }
      const next = dry.get(use)!;
      if (place.deadline > now && next <= place.deadline) return true;
      reject(inVain(use, next));
      return false;
    });
    setAlarm();
  }

  /** The next moment at which a key may come free, or somebody has waited long enough. */
  function setAlarm(): void {
    const now = clock.now();
    const uses = new Set(waiting.map(({ use }) => use));
    const frees = [...uses].flatMap((use) => placesOf[use].map((place) => freeAt(states[place]!, limits)));
    const deadline = waiting.reduce((least, { place }) => Math.min(least, place.deadline), Infinity);
    const at = Math.min(deadline, ...frees.filter((time) => time > now));
    if (alarm?.at === at) return;
    alarm?.controller.abort();
    alarm = undefined;
    if (waiting.length === 0) return;
    const controller = new AbortController();
    const own = { at, controller };
    alarm = own;
    void ring(own, at - now);
  }

  async function ring(own: NonNullable<typeof alarm>, milliseconds: number): Promise<void> {
    try {
      await clock.wait(Math.max(1, milliseconds), own.controller.signal);
    } catch {
      // Another one was set.
      return;
    }
    if (alarm === own) alarm = undefined;
    serve();
  }

  function inVain(use: KeyUse, next: number): ChatError {
    const own = placesOf[use];
    if (own.length === 0) return new ChatError("no-key", `There is no key for ${use}. ${howToSet(use)}`);
    const reasons = new Map(own.map((place) => [states[place]!.reason, keys[place]!.name]));
    reasons.delete("");
    const why =
      reasons.size === 1
        ? [...reasons.keys()].join("")
        : [...reasons].map(([reason, name]) => `${name}: ${reason}`).join("; ");
    const because = why === "" ? "" : ` (${why})`;
    if (next === Infinity)
      return new ChatError(
        "no-key",
        `No key for ${use} is left${because}. Set others, or see whowrote keys llm: with --forget they are tried anew.`,
      );
    const when = `${clock.toText(next)}${because}`;
    const isKeyless = own.every((place) => keys[place]!.key === undefined);
    return new ChatError(
      "no-free-key",
      isKeyless
        ? `The place that answers is left alone until ${when}. Try again then.`
        : `No key for ${use} is free in time; the next is at ${when}. Set more keys, or try again then.`,
      { retryAt: next },
    );
  }

  async function acquire(use: KeyUse, place: Place, signal?: AbortSignal): Promise<KeyLease> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<KeyLease>();
    const entry: Waiting = { use, place, resolve, reject };
    const leave = (): void => {
      waiting = waiting.filter((one) => one !== entry);
      reject(signal!.reason as Error);
      setAlarm();
    };
    signal?.addEventListener("abort", leave, { once: true });
    const behind = waiting.findLastIndex((other) => other.place.rank < place.rank) + 1;
    waiting = waiting.toSpliced(behind, 0, entry);
    serve();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  return {
    queue: (waitMs) => ({ rank: ++lastRank, deadline: clock.now() + waitMs }),
    acquire,
    snapshot: () => {
      const now = clock.now();
      return keys.map((key, place) => toSnapshot(key, states[place]!, limits, now));
    },
    waiting: () => waiting.length,
    records: () =>
      states.map(({ burnedUntil, coolUntil, reason, counts }) => ({ burnedUntil, coolUntil, reason, counts })),
    learn: (place, record) => {
      states[place] = learn(states[place]!, record);
      serve();
    },
    watch: (listener) => {
      listeners.push(listener);
    },
    hideKeys: (text) => keys.reduce((hidden, { key }) => key?.hideIn(hidden) ?? hidden, text),
  };
}
