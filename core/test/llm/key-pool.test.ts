import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChatError } from "../../src/llm/chat-error.ts";
import { createKeyPool } from "../../src/llm/create-key-pool.ts";
import type { KeyLease, KeyPool, Place } from "../../src/llm/key-pool.ts";
import { usualLimits, type Outcome } from "../../src/llm/key-state.ts";
import type { KeyUse } from "../../src/llm/key-use.ts";
import { SecretKey } from "../../src/llm/secret-key.ts";
import { createPlainPool, servePlainly, tick, type PlainCall, type PlainPool } from "./plain-pool.ts";
import { createVirtualClock, settled, type VirtualClock } from "./virtual-clock.ts";

const start = Date.UTC(2026, 10, 21, 12);

interface RealCall {
  readonly place: Place;
  readonly abort: AbortController;
  state: PlainCall["state"];
  lease: KeyLease | undefined;
}

interface Real {
  readonly pool: KeyPool;
  readonly clock: VirtualClock;
  readonly calls: RealCall[];
}

type Command = fc.AsyncCommand<PlainPool, Real>;

async function join(real: Real, use: KeyUse, call: RealCall): Promise<void> {
  call.state = "waiting";
  try {
    call.lease = await real.pool.acquire(use, call.place, call.abort.signal);
    call.state = "held";
  } catch (error) {
    call.state = error instanceof ChatError && error.code === "no-key" ? "no-key" : "no-free-key";
    if (call.abort.signal.aborted) call.state = "ended";
  }
}

/** Both have served; then every call must be where the rules put it. */
async function compare(model: PlainPool, real: Real): Promise<void> {
  servePlainly(model);
  await settled();
  const keyOf = ({ lease, state }: RealCall) =>
    state === "held" ? Number(lease!.key!.reveal().split(" ")[1]) : undefined;
  expect(real.calls.map((call) => [call.state, keyOf(call)])).toEqual(
    model.calls.map(({ state, key }) => [state, state === "held" ? key : undefined]),
  );
  expect(real.pool.waiting()).toBe(model.calls.filter(({ state }) => state === "waiting").length);
  // No minute holds more than the rate.
  for (const { sent, rate = Infinity } of model.rate === undefined ? [] : model.keys)
    for (const { at: end } of sent)
      expect(sent.filter(({ at }) => at > end - 60_000 && at <= end).length).toBeLessThanOrEqual(rate);
}

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];
const heldIn = (model: PlainPool): readonly PlainCall[] => model.calls.filter(({ state }) => state === "held");

class Call implements Command {
  readonly use: KeyUse;
  readonly patience: number;

  constructor(use: KeyUse, patience: number) {
    this.use = use;
    this.patience = patience;
  }

  check = (): boolean => true;

  async run(model: PlainPool, real: Real): Promise<void> {
    const place = real.pool.queue(this.patience);
    const call: RealCall = { place, abort: new AbortController(), state: "waiting", lease: undefined };
    const id = real.calls.push(call) - 1;
    void join(real, this.use, call);
    const deadline = model.now + this.patience;
    model.calls.push({ id, use: this.use, rank: id, deadline, state: "waiting", key: undefined, request: undefined });
    await compare(model, real);
  }

  toString = (): string => `Call(${this.use}, ${this.patience})`;
}

/** A held request ends; after a limit its call may queue again, at its old place. */
class End implements Command {
  readonly which: number;
  readonly kind: Outcome["kind"];
  readonly rest: number;
  readonly isAgain: boolean;
  readonly rate: number | undefined;

  constructor(which: number, kind: Outcome["kind"], rest: number, isAgain: boolean, rate: number | undefined) {
    this.rate = rate;
    this.which = which;
    this.kind = kind;
    this.rest = rest;
    this.isAgain = isAgain;
  }

  check = (model: Readonly<PlainPool>): boolean => heldIn(model).length > 0;

  async run(model: PlainPool, real: Real): Promise<void> {
    const call = pick(heldIn(model), this.which)!;
    const realCall = real.calls[call.id]!;
    const until = model.now + this.rest;
    realCall.lease!.settle({
      kind: this.kind,
      until,
      reason: "as told",
      ...(this.rate !== undefined && { rate: this.rate }),
    });
    // A second settlement changes nothing.
    realCall.lease!.settle({ kind: "burned", until: Infinity, reason: "twice" });
    realCall.state = "ended";
    this.#settle(model, call, until);
    call.state = "ended";
    if (this.isAgain) {
      // Whoever waited already is served before the call is back.
      await compare(model, real);
      call.state = "waiting";
      void join(real, call.use, realCall);
    }
    await compare(model, real);
  }

  #settle(model: PlainPool, { key: at }: PlainCall, until: number): void {
    const key = model.keys[at!]!;
    key.underWay--;
    if (this.kind === "answered") key.room += key.room < 64 ? 1 : 0;
    if (this.kind === "limited") {
      key.room = 1;
      // What the operator states comes first.
      key.rate = model.rate ?? this.rate ?? key.rate;
      key.coolUntil = Math.max(key.coolUntil, until);
    }
    if (this.kind === "burned") key.burnedUntil = Math.max(key.burnedUntil, until);
    if (this.kind === "failed") key.coolUntil = Math.max(key.coolUntil, model.now + 10_000);
  }

  toString = (): string => `End(${this.which}, ${this.kind}, ${this.rest}, ${this.isAgain}, ${this.rate})`;
}

/** A held request begins to be answered: its arrival is known, and its place in the minute is free the sooner. */
class Arrive implements Command {
  readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check = (model: Readonly<PlainPool>): boolean => heldIn(model).length > 0;

  async run(model: PlainPool, real: Real): Promise<void> {
    const call = pick(heldIn(model), this.which)!;
    real.calls[call.id]!.lease!.arrived();
    const request = call.request!;
    if (!request.isArrived) request.at = Math.min(request.at, model.now);
    request.isArrived = true;
    await compare(model, real);
  }

  toString = (): string => `Arrive(${this.which})`;
}

class Leave implements Command {
  readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check = (model: Readonly<PlainPool>): boolean => model.calls.some(({ state }) => state === "waiting");

  async run(model: PlainPool, real: Real): Promise<void> {
    const call = pick(
      model.calls.filter(({ state }) => state === "waiting"),
      this.which,
    )!;
    call.state = "ended";
    real.calls[call.id]!.abort.abort(new Error("left"));
    await compare(model, real);
  }

  toString = (): string => `Leave(${this.which})`;
}

class Pass implements Command {
  readonly ticks: number;

  constructor(ticks: number) {
    this.ticks = ticks;
  }

  check = (): boolean => true;

  async run(model: PlainPool, real: Real): Promise<void> {
    for (let passed = 0; passed < this.ticks; passed++) {
      model.now += tick;
      await real.clock.advance(tick);
      await compare(model, real);
    }
  }

  toString = (): string => `Pass(${this.ticks})`;
}

const uses = fc.constantFrom<KeyUse>("rewriting", "explaining");
const kinds = fc.constantFrom<Outcome["kind"]>("answered", "answered", "limited", "burned", "failed", "dropped");
const rests = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 400 }).map((ticks) => ticks * tick) },
  { weight: 1, arbitrary: fc.constant(Infinity) },
);
const commands = fc.commands(
  [
    fc.tuple(uses, fc.integer({ min: 0, max: 720 })).map(([use, ticks]) => new Call(use, ticks * tick)),
    fc.tuple(uses, fc.constant(180_000)).map(([use, patience]) => new Call(use, patience)),
    fc
      .tuple(fc.nat(50), kinds, rests, fc.boolean(), fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }))
      .map((given) => new End(...given)),
    fc.nat(50).map((which) => new Arrive(which)),
    fc.nat(50).map((which) => new Leave(which)),
    fc.integer({ min: 1, max: 60 }).map((ticks) => new Pass(ticks)),
  ],
  { maxCommands: 60, size: "max" },
);
const keySets = fc.array(
  fc.constantFrom<readonly KeyUse[]>(["rewriting"], ["explaining"], ["rewriting", "explaining"]),
  { minLength: 1, maxLength: 5 },
);

describe("the key pool", () => {
  test("gives keys, makes wait and sends away as its rules say, whatever happens", async () => {
    await fc.assert(
      fc.asyncProperty(
        keySets,
        fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
        commands,
        async (sets, rate, run) => {
          const setup = () => {
            const clock = createVirtualClock(start);
            const keys = sets.map((own, at) => ({
              name: `key ${at}`,
              key: new SecretKey(`key ${at}`),
              uses: new Set(own),
            }));
            const pool = createKeyPool({ keys, limits: { ...usualLimits, rate }, clock, howToSet: () => "" });
            return { model: createPlainPool(sets, rate, start), real: { pool, clock, calls: [] } };
          };
          await fc.asyncModelRun(setup, run);
        },
      ),
      { numRuns: 150 },
    );
  });
});
