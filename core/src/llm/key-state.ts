import type { LlmSettings } from "./settings.ts";

/** What is known of one key. Times are milliseconds since 1970. */
export interface KeyState {
  /** Not to be used before; Infinity: never again. 0 when it never was. */
  readonly burnedUntil: number;
  /** Rests before. 0 when it never did. */
  readonly coolUntil: number;
  /** Why it is burned or rests, in words. */
  readonly reason: string;
  /** When its last requests were sent, or at the latest arrived; no more than its rate counts. Oldest first. */
  readonly sent: readonly number[];
  /** Requests in one window, as a refusal said, where the operator did not state it. */
  readonly toldRate: number | undefined;
  /** Requests that are under way. */
  readonly underWay: number;
  /** So many may be under way at once. */
  readonly room: number;
  /** Rank among all takings; 0 when it was never taken. */
  readonly lastTaken: number;
  readonly counts: KeyCounts;
}

export interface KeyCounts {
  /** Sent. */
  readonly requests: number;
  readonly answered: number;
  /** Refused because of a limit, or of the key itself. */
  readonly refused: number;
  /** Without an answer, or with an error of the provider. */
  readonly failed: number;
}

/** The provider's rules for a key, as far as they were stated. */
export interface KeyLimits {
  /** Requests in one window; undefined when unknown. */
  readonly rate: number | undefined;
  /** Requests that may be under way; undefined when only refusals tell. */
  readonly atOnce?: number | undefined;
  /** Milliseconds; 60,000. */
  readonly windowMs: number;
  /**
   * Milliseconds; 5,000. A request whose answer has not begun may arrive so late, and counts from then: where answers take
   * longer, a minute becomes 65 s.
   */
  readonly arrivalMs: number;
}

/** How providers count, unless told otherwise. */
export const usualLimits = { windowMs: 60_000, arrivalMs: 5000 } as const;

/** The same with what the operator, or what is usual at the provider, says. */
export const limitsOf = ({ rate, atOnce }: Pick<LlmSettings, "rate" | "atOnce">): KeyLimits => ({
  ...usualLimits,
  rate,
  atOnce,
});

/** What came of a request. */
export type Outcome =
  | { readonly kind: "answered" }
  /** A limit that passes soon; `rate` when the refusal says how many requests a window may have. */
  | { readonly kind: "limited"; readonly until: number; readonly reason: string; readonly rate?: number }
  /** A limit for the day, or a key that is void (`until` Infinity). */
  | { readonly kind: "burned"; readonly until: number; readonly reason: string }
  /** No connection, a time-out, or an error of the provider. */
  | { readonly kind: "failed"; readonly reason: string }
  /** The request was wrong, or its caller ended it: nothing is learned about the key. */
  | { readonly kind: "dropped" };

/** How long a key rests after a failure. */
const failureRestMs = 10_000;
/**
 * A key whose rate is unknown starts with a few requests at once, and after a limit with one; each answer makes room for one
 * more, as at the start of TCP. So those who wait do not all fall upon the first key that is free again.
 */
const firstRoom = 8;
const fullRoom = 64;
/** So many are remembered while the rate is unknown. */
const mostSent = 1000;

export const freshKey = ({ rate }: KeyLimits): KeyState => ({
  burnedUntil: 0,
  coolUntil: 0,
  reason: "",
  sent: [],
  toldRate: undefined,
  underWay: 0,
  room: rate === undefined ? firstRoom : Infinity,
  lastTaken: 0,
  counts: { requests: 0, answered: 0, refused: 0, failed: 0 },
});

/** Whether the next request has to wait until one ends. */
export const isFull = ({ underWay, room }: KeyState, { atOnce = Infinity }: KeyLimits): boolean =>
  underWay >= Math.min(room, atOnce);

/**
 * When the key may be taken next: now or before, when it is free. As far as is known: requests under way may make it later,
 * and when no more may be under way, this is Infinity until one ends.
 */
export function freeAt(state: KeyState, limits: KeyLimits): number {
  if (isFull(state, limits)) return Infinity;
  const { windowMs, rate = state.toldRate } = limits;
  const overRate = rate !== undefined && state.sent.length >= rate ? state.sent.at(-rate)! + windowMs : 0;
  return Math.max(state.burnedUntil, state.coolUntil, overRate);
}

/** One request more is sent at `now`. */
export function take(
  state: KeyState,
  { rate = state.toldRate, arrivalMs }: KeyLimits,
  now: number,
  rank: number,
): KeyState {
  return {
    ...state,
    // Until its arrival is known the latest possible one counts.
    sent: [...state.sent, now + arrivalMs].slice(-(rate ?? mostSent)),
    underWay: state.underWay + 1,
    lastTaken: rank,
    counts: { ...state.counts, requests: state.counts.requests + 1 },
  };
}

/** The request that was sent at `sentAt` has begun to be answered at `now`: it arrived before. */
export function noteArrival(state: KeyState, { arrivalMs }: KeyLimits, sentAt: number, now: number): KeyState {
  const at = state.sent.indexOf(sentAt + arrivalMs);
  if (at < 0 || now >= sentAt + arrivalMs) return state;
  return { ...state, sent: state.sent.with(at, now).toSorted((a, b) => a - b) };
}

/** A request has ended at `now`. */
export function settle(state: KeyState, outcome: Outcome, now: number): KeyState {
  const { counts, room } = state;
  const ended = { ...state, underWay: state.underWay - 1 };
  switch (outcome.kind) {
    case "answered":
      return {
        ...ended,
        room: room < fullRoom ? room + 1 : room,
        counts: { ...counts, answered: counts.answered + 1 },
      };
    case "limited":
      return {
        ...ended,
        ...rest(state, outcome.until, outcome.reason),
        room: 1,
        toldRate: outcome.rate ?? state.toldRate,
        counts: { ...counts, refused: counts.refused + 1 },
      };
    case "burned":
      return {
        ...ended,
        ...burn(state, outcome.until, outcome.reason),
        counts: { ...counts, refused: counts.refused + 1 },
      };
    case "failed":
      return {
        ...ended,
        ...rest(state, now + failureRestMs, outcome.reason),
        counts: { ...counts, failed: counts.failed + 1 },
      };
    case "dropped":
      return ended;
  }
}

/** What other processes have found out: the later end holds. */
export function learn(state: KeyState, known: Pick<KeyState, "burnedUntil" | "coolUntil" | "reason">): KeyState {
  return {
    ...state,
    ...rest(state, known.coolUntil, known.reason),
    ...burn(state, known.burnedUntil, known.reason),
  };
}

function rest(state: KeyState, until: number, reason: string): Partial<KeyState> {
  if (until <= state.coolUntil) return {};
  return { coolUntil: until, ...(until > state.burnedUntil && { reason }) };
}

function burn(state: KeyState, until: number, reason: string): Partial<KeyState> {
  return until > state.burnedUntil ? { burnedUntil: until, reason } : {};
}
