import { RateLimiterMemory } from "rate-limiter-flexible";

/** How far one caller is in the running minute. */
export interface Usage {
  /** Requests so far, this one too. */
  readonly used: number;
  /** Whole seconds until the count starts anew, at least 1. */
  readonly reset: number;
}

/**
 * Counts requests by minute, each minute from the first request. The counts are this process's own: behind a balancer
 * each server allows the whole rate.
 */
export interface RequestCounter {
  readonly count: (id: string) => Promise<Usage>;
  readonly read: (id: string) => Promise<Usage>;
}

export function createRequestCounter(): RequestCounter {
  // How many are allowed differs from key to key, so that the limiter only counts: `penalty` never refuses.
  const limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: windowSeconds });
  return {
    count: async (id) => toUsage(await limiter.penalty(id, 1)),
    read: async (id) => toUsage(await limiter.get(id)),
  };
}

const toUsage = (counted: { consumedPoints: number; msBeforeNext: number } | null): Usage => ({
  used: counted?.consumedPoints ?? 0,
  reset: Math.max(1, Math.ceil((counted?.msBeforeNext ?? 0) / 1000)),
});

const windowSeconds = 60;

/** A limit that holds for a request, and how far it is used up. */
export interface Quota extends Usage {
  readonly name: "key" | "address";
  /** Requests a minute. */
  readonly limit: number;
}

export const isUsedUp = ({ used, limit }: Quota): boolean => used > limit;

/** RateLimit-Policy and RateLimit of the quota that is nearest to its end (draft-ietf-httpapi-ratelimit-headers-10). */
export function rateLimitHeaders(quotas: readonly Quota[]): Readonly<Record<string, string>> {
  const remaining = ({ limit, used }: Quota): number => Math.max(0, limit - used);
  const [nearest] = quotas.toSorted((a, b) => remaining(a) - remaining(b));
  if (nearest === undefined) return {};
  return {
    "ratelimit-policy": quotas.map(({ name, limit }) => `"${name}";q=${limit};w=${windowSeconds}`).join(", "),
    ratelimit: `"${nearest.name}";r=${remaining(nearest)};t=${nearest.reset}`,
  };
}
