import type { MiddlewareHandler } from "hono";
import { scopes as allScopes, type AccessEnv, type Caller, type Scope } from "../access.ts";
import { networkOf } from "./client-address.ts";
import { readCredentials, type Credentials } from "./credentials.ts";
import type { FailedLogin, FailedLogins } from "./failed-logins.ts";
import { isLoopback } from "./is-loopback.ts";
import type { KeyChecker } from "./key-check.ts";
import type { StoredKey } from "./key-store.ts";
import { isUsedUp, rateLimitHeaders, type Quota, type RequestCounter } from "./rate-limit.ts";
import { keyMissing, keyWrong, scopeMissing, severalKeys, tooMany } from "./refusal.ts";

interface AuthenticationParts {
  readonly checker: KeyChecker;
  readonly failedLogins: FailedLogins;
  readonly keyCounter: RequestCounter;
  readonly addressCounter: RequestCounter;
  readonly readClientAddress: (peer: string | undefined, forwardedFor: string | undefined) => string;
  /** Whether a request without a key is the local operator's, unless it came through a proxy. */
  readonly isOpen: boolean;
  /** Requests a minute. */
  readonly ratePerKey: number;
  readonly ratePerAddress: number;
}

/** Makes the middleware `authenticate`. */
export function createAuthentication(parts: AuthenticationParts): (scope?: Scope) => MiddlewareHandler<AccessEnv> {
  const { checker, failedLogins, keyCounter, addressCounter, readClientAddress, isOpen } = parts;

  /** @throws {Problem} 400, 401 or 429 */
  const identify = async (credentials: Credentials, address: string, network: string): Promise<StoredKey> => {
    if (credentials.kind === "several") throw severalKeys();
    const keyId = credentials.kind === "key" ? credentials.key.id : undefined;
    if (keyId === undefined || !failedLogins.isTrusted(network, keyId)) {
      const { isBlocked, reset } = await failedLogins.read(network);
      if (isBlocked) throw blocked(reset);
    }
    const check = credentials.kind === "key" ? await checker.check(credentials.key) : malformed;
    if (check.state === "valid") {
      failedLogins.trust(network, check.key.id);
      return check.key;
    }
    const failure = { address, reason: check.state, ...(keyId !== undefined && { keyId }) };
    const { isBlocked, reset } = await failedLogins.add(network, failure);
    throw isBlocked ? blocked(reset) : keyWrong(reasons[check.state]);
  };

  return (scope) => async (context, next) => {
    const { req: request } = context;
    const peer = context.env?.incoming?.socket.remoteAddress;
    const address = readClientAddress(peer, request.header("x-forwarded-for"));
    const network = networkOf(address);
    const usage = isLoopback(address) ? undefined : await addressCounter.count(network);
    const addressQuotas = (limit: number): Quota[] => (usage ? [{ name: "address", limit, ...usage }] : []);

    const credentials = readCredentials(request.header("authorization"), request.header("x-api-key"));
    let caller: Caller;
    let quotas: readonly Quota[];
    if (credentials.kind === "none") {
      quotas = addressQuotas(parts.ratePerAddress);
      refuseUsedUp(quotas);
      if (!isOpen) throw keyMissing(`This server answers only requests with a key. ${howToSend}`);
      if (forwardingHeaders.some((name) => request.header(name) !== undefined))
        throw keyMissing(`Only who sits at the server needs no key, and this came through a proxy. ${howToSend}`);
      caller = { scopes: everything, address };
    } else {
      const key = await identify(credentials, address, network);
      const limit = key.ratePerMinute ?? parts.ratePerKey;
      // A key that was given a high rate may use it up from one address.
      const addressLimit = Math.max(parts.ratePerAddress, limit);
      quotas = [{ name: "key", limit, ...(await keyCounter.count(key.id)) }, ...addressQuotas(addressLimit)];
      refuseUsedUp(quotas);
      caller = { keyId: key.id, scopes: key.scopes.includes("admin") ? everything : new Set(key.scopes), address };
      if (scope !== undefined && !caller.scopes.has(scope)) throw scopeMissing(scope, key.scopes);
    }
    context.set("caller", caller);
    await next();
    for (const [name, value] of Object.entries(rateLimitHeaders(quotas))) context.res.headers.set(name, value);
  };
}

/** @throws {Problem} 429 when a quota is used up */
function refuseUsedUp(quotas: readonly Quota[]): void {
  const quota = quotas.find(isUsedUp);
  if (quota === undefined) return;
  const { name, limit, reset } = quota;
  const whose = name === "key" ? "This key" : "This address";
  throw tooMany(
    `${whose} may send ${limit} requests a minute. Try again in ${reset} s.`,
    reset,
    rateLimitHeaders(quotas),
  );
}

const blocked = (reset: number) =>
  tooMany(`Too many wrong keys came from this address. Try again in ${reset} s.`, reset);

const malformed = { state: "malformed" } as const;
const everything: ReadonlySet<Scope> = new Set(allScopes);
/** A server on loopback behind a proxy that its settings do not name would take the whole world for its operator. */
const forwardingHeaders = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"];

const howToSend = "Send it as Authorization: Bearer KEY or X-API-Key: KEY.";
const reasons: Readonly<Record<FailedLogin["reason"], string>> = {
  malformed: "What was sent is not a key: one looks like ww_ID_SECRET and is 68 characters long.",
  unknown: "There is no such key. whowrote keys list shows the ids of those there are.",
  revoked: "This key was revoked. Make another with whowrote keys create.",
  expired: "This key has expired. Make another with whowrote keys create.",
};
