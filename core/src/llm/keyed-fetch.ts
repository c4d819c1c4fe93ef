import { ChatError } from "./chat-error.ts";
import type { Clock } from "./clock.ts";
import type { KeyLease, KeyPool } from "./key-pool.ts";
import type { KeyUse } from "./key-use.ts";
import type { Provider } from "./provider.ts";
import { readBounded } from "./read-bounded.ts";
import { readRefusal } from "./read-refusal.ts";
import { readWords } from "./provider-words.ts";
import { passOn } from "./pass-on.ts";
import { startTimeout, type Timeout } from "./timeout.ts";

export interface KeyedFetchSettings {
  readonly pool: KeyPool;
  readonly use: KeyUse;
  readonly provider: Provider;
  /** Sends one request. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Numbers in [0, 1), for the pause before another attempt. */
  readonly random: () => number;
  /** Of one attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** For a key, in milliseconds. */
  readonly waitMs: number;
  /** Whether the answer is read whole before it counts as one; otherwise it is passed on as it comes. */
  readonly isWhole: boolean;
}

/** After a failure over there or on the way, the same request is sent so often in all. */
const mostAttempts = 4;
/** Before the second attempt, about; before each further one twice as long. */
const firstPauseMs = 500;
/** Of an error's body; the rest is not read. */
const mostErrorBytes = 20_000;
/** Of an answer that is read whole: a hundred times what a model says at once. */
const mostBytes = 16 * 2 ** 20;

/**
 * A fetch that takes a key from the pool for each attempt, reads what refusals say about it, and tries again: after a limit
 * with the next key that is free, as long as one may wait; after a failure a few times. What it gives back is a success; the
 * rest it throws.
 * @throws {ChatError}; the signal's reason when the caller ends it
 */
export function createKeyedFetch(settings: KeyedFetchSettings): typeof globalThis.fetch {
  const { pool, use, clock, random, waitMs } = settings;
  return async (input, init = {}) => {
    const signal = init.signal ?? undefined;
    const place = pool.queue(waitMs);
    let failures = 0;
    let lastFailure: ChatError | undefined;
    const acquire = (): Promise<KeyLease> =>
      pool.acquire(use, place, signal).catch((error: unknown) => {
        // That the key rests after this call's own failure is no news: why it failed is.
        throw error instanceof ChatError && error.code === "no-free-key" ? (lastFailure ?? error) : error;
      });
    for (;;) {
      const lease = await acquire();
      const result = await attempt(input, init, lease, settings);
      if ("response" in result) return result.response;
      if (result.again === "never") throw result.error;
      if (result.again === "key") {
        if (clock.now() >= place.deadline) throw result.error;
        lastFailure = undefined;
        continue;
      }
      failures++;
      lastFailure = result.error;
      if (failures >= mostAttempts) throw result.error;
      await clock.wait(firstPauseMs * 2 ** (failures - 1) * (0.5 + random()), signal);
    }
  };
}

type Attempt =
  | { readonly response: Response }
  | { readonly error: ChatError; readonly again: "key" | "later" | "never" };

async function attempt(
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit,
  lease: KeyLease,
  settings: KeyedFetchSettings,
): Promise<Attempt> {
  const { provider, fetch, clock, timeoutMs, isWhole } = settings;
  const caller = init.signal ?? undefined;
  const timeout = startTimeout(clock, timeoutMs, caller);
  const { host } = new URL(input instanceof Request ? input.url : input);
  let isPassedOn = false;
  try {
    const headers = new Headers(init.headers);
    if (lease.key) headers.set(provider.keyHeader, `${provider.keyPrefix}${lease.key.reveal()}`);
    // A key must not follow a redirect to another place.
    const response = await fetch(input, { ...init, headers, redirect: "manual", signal: timeout.signal });
    lease.arrived();
    if (!response.ok) return await readFailure(response, host, lease, settings, init.body);
    if (isWhole) {
      const { text, isCut } = await readBounded(response, mostBytes);
      if (isCut) throw new Error(`the answer is larger than ${mostBytes} bytes`);
      lease.settle({ kind: "answered" });
      return { response: new Response(text, { status: response.status, headers: response.headers }) };
    }
    isPassedOn = true;
    const onFailure = (cause: unknown): Error => failed(cause, host, lease, timeout, caller, settings);
    return { response: passOn(response, lease, timeout, onFailure) };
  } catch (cause) {
    const error = failed(cause, host, lease, timeout, caller, settings);
    if (!(error instanceof ChatError)) throw error;
    const isNobody = !provider.needsKey && codeOf(cause) === "ECONNREFUSED";
    return { error, again: isNobody ? "never" : "later" };
  } finally {
    if (!isPassedOn) timeout.stop();
  }
}

/** Settles a request that broke off, and says why it did: the signal's reason when the caller ended it. */
function failed(
  cause: unknown,
  host: string,
  lease: KeyLease,
  timeout: Timeout,
  caller: AbortSignal | undefined,
  { timeoutMs, provider, pool }: KeyedFetchSettings,
): Error {
  if (caller?.aborted) {
    lease.settle({ kind: "dropped" });
    return caller.reason as Error;
  }
  const seconds = timeoutMs / 1000;
  const isLate = timeout.isOver();
  lease.settle({ kind: "failed", reason: isLate ? `no answer in ${seconds} s` : "the connection failed" });
  if (isLate)
    return new ChatError(
      "failed",
      `${host} gave no answer in ${seconds} s. Give it longer with WHOWROTE_LLM_TIMEOUT, or try again later.`,
    );
  const remedy = provider.needsKey ? "Check the network, or try again later." : `Is ${provider.title} running there?`;
  return new ChatError("failed", `The connection to ${host} failed. ${remedy}`, { cause: plainCause(cause, pool) });
}

async function readFailure(
  response: Response,
  host: string,
  lease: KeyLease,
  { pool, clock }: KeyedFetchSettings,
  sent: RequestInit["body"],
): Promise<Attempt> {
  const { status, headers } = response;
  const body = (await readBounded(response, mostErrorBytes)).text;
  if (status < 400) {
    lease.settle({ kind: "dropped" });
    const message = `${host} redirects (${status}). Name the address that answers in WHOWROTE_LLM_BASE_URL.`;
    return { error: new ChatError("refused", message, { status }), again: "never" };
  }
  const { outcome, again } = readRefusal({ status, headers, body }, clock);
  lease.settle(outcome);
  if (again === "never") {
    const message = `${host} refuses the request (${status})${readWords(body, sent, pool)}`;
    return { error: new ChatError("refused", message, { status }), again };
  }
  const reason = "reason" in outcome ? outcome.reason : "";
  const code = again === "key" ? "no-free-key" : "failed";
  const until = "until" in outcome ? { retryAt: outcome.until } : {};
  return { error: new ChatError(code, `${host}: ${reason}. Try again later.`, { status, ...until }), again };
}

/** Network errors carry sockets and options: only the words and the code are kept. */
function plainCause(error: unknown, pool: KeyPool): Error {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = codeOf(error);
  const words = inner instanceof Error && inner.message ? inner.message : (code ?? "no reason given");
  return Object.assign(new Error(pool.hideKeys(words)), code === undefined ? {} : { code });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return "code" in error && typeof error.code === "string" ? error.code : codeOf(error.cause);
}
