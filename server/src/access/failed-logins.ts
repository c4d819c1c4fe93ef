import { LRUCache } from "lru-cache";
import { createRequestCounter, type Usage } from "./rate-limit.ts";

export interface FailedLogin {
  /** Of the client. */
  readonly address: string;
  readonly reason: "malformed" | "unknown" | "revoked" | "expired";
  /** The part of the key that is no secret, where what was sent has the form of a key. */
  readonly keyId?: string;
}

/** Counts wrong keys by network, and writes down some of them. */
export interface FailedLogins {
  /** Whether keys from this network are no longer looked at, and for how long. */
  readonly read: (network: string) => Promise<Usage & { readonly isBlocked: boolean }>;
  readonly add: (network: string, failure: FailedLogin) => Promise<Usage & { readonly isBlocked: boolean }>;
  /** A key was accepted from this network: it is looked at whatever others there do. */
  readonly trust: (network: string, keyId: string) => void;
  readonly isTrusted: (network: string, keyId: string) => boolean;
}

interface FailedLoginOptions {
  /** Wrong keys a minute from one network. */
  readonly limit: number;
  /** Called for the first failure and for the block of a network in a minute, and at most `mostRecords` times a minute in all. */
  readonly record: (action: "login.fail" | "login.block", failure: FailedLogin) => void;
}

/**
 * Nobody guesses a secret of 260 bits; the limit keeps guessing from costing database reads and filling the audit log.
 * A client that was let in before from the same network is not shut out by a neighbour that guesses, or by a stale key
 * that shares its proxy.
 */
export function createFailedLogins({ limit, record }: FailedLoginOptions): FailedLogins {
  const failures = createRequestCounter();
  const records = createRequestCounter();
  const trusted = new LRUCache<string, true>({ max: 10_000 });
  const nameOf = (network: string, keyId: string): string => `${network} ${keyId}`;
  return {
    // Blocked from the last allowed failure on, not from the one after it.
    read: async (network) => {
      const usage = await failures.read(network);
      return { ...usage, isBlocked: usage.used >= limit };
    },
    add: async (network, failure) => {
      const usage = await failures.count(network);
      const { keyId } = failure;
      // Who was trusted and goes on with a wrong secret, or a key that is void by now, is treated as everybody.
      if (usage.used > limit && keyId !== undefined) trusted.delete(nameOf(network, keyId));
      const action = usage.used === 1 ? "login.fail" : "login.block";
      if ((usage.used === 1 || usage.used === limit) && (await records.count("all")).used <= mostRecords)
        record(action, failure);
      return { ...usage, isBlocked: usage.used > limit };
    },
    trust: (network, keyId) => {
      trusted.set(nameOf(network, keyId), true);
    },
    isTrusted: (network, keyId) => trusted.has(nameOf(network, keyId)),
  };
}

const mostRecords = 60;
