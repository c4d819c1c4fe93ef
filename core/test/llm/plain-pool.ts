import type { KeyUse } from "../../src/llm/key-use.ts";

/** Times are multiples of it. */
export const tick = 250;

export interface PlainRequest {
  /** When it arrived; until that is known, when it arrives at the latest. */
  at: number;
  isArrived: boolean;
}

export interface PlainKey {
  readonly uses: readonly KeyUse[];
  coolUntil: number;
  burnedUntil: number;
  /** Every request that it ever had. */
  readonly sent: PlainRequest[];
  /** Undefined until it is stated or told. */
  rate: number | undefined;
  underWay: number;
  room: number;
  lastTaken: number;
}

export interface PlainCall {
  readonly id: number;
  readonly use: KeyUse;
  readonly rank: number;
  readonly deadline: number;
  state: "waiting" | "held" | "no-free-key" | "no-key" | "ended";
  key: number | undefined;
  /** The last that was sent for it. */
  request: PlainRequest | undefined;
}

export interface PlainPool {
  now: number;
  readonly keys: readonly PlainKey[];
  readonly calls: PlainCall[];
  readonly rate: number | undefined;
  taken: number;
}

export function createPlainPool(
  sets: readonly (readonly KeyUse[])[],
  rate: number | undefined,
  now: number,
): PlainPool {
  const keys = sets.map((uses) => ({
    uses,
    coolUntil: 0,
    burnedUntil: 0,
    sent: [],
    rate,
    underWay: 0,
    room: rate === undefined ? 8 : Infinity,
    lastTaken: 0,
  }));
  return { now, keys, calls: [], rate, taken: 0 };
}

/**
 * The pool's rules, written as plainly as they can be: everything is looked at anew at each tick. Whoever waits longest first
 * takes the key that has rested longest, goes on waiting, or gives up.
 */
export function servePlainly(pool: PlainPool): void {
  const order = pool.calls.filter(({ state }) => state === "waiting").toSorted((a, b) => a.rank - b.rank);
  for (const call of order) {
    const fit = pool.keys.filter(({ uses }) => uses.includes(call.use));
    const free = fit.filter((key) => key.underWay < key.room && earliest(pool, key) <= pool.now);
    const [key] = free.toSorted((a, b) => a.lastTaken - b.lastTaken);
    if (key) {
      call.state = "held";
      call.key = pool.keys.indexOf(key);
      key.underWay++;
      key.lastTaken = ++pool.taken;
      call.request = { at: pool.now + 5000, isArrived: false };
      key.sent.push(call.request);
    } else {
      const next = Math.min(Infinity, ...fit.map((one) => earliest(pool, one)));
      if (next > call.deadline || call.deadline <= pool.now) call.state = next === Infinity ? "no-key" : "no-free-key";
    }
  }
}

/** The first tick from now on at which its rests are over and a minute holds fewer requests than its rate. */
function earliest({ now }: PlainPool, { coolUntil, burnedUntil, sent, rate }: PlainKey): number {
  let at = Math.max(now, coolUntil, burnedUntil);
  if (at === Infinity) return at;
  while (rate !== undefined && sent.filter((request) => request.at > at - 60_000).length >= rate) at += tick;
  return at;
}
