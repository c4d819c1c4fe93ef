import { freeAt, type KeyCounts, type KeyLimits, type KeyState } from "./key-state.ts";
import type { KeyUse } from "./key-use.ts";
import type { NamedKey } from "./read-keys.ts";

/** A key as one may show it. */
export interface KeySnapshot {
  readonly name: string;
  readonly masked: string;
  readonly uses: readonly KeyUse[];
  readonly state: "free" | "busy" | "cooling" | "burned";
  /** When it is free again, milliseconds since 1970; undefined when it is free, Infinity when never. */
  readonly until: number | undefined;
  readonly reason: string;
  readonly underWay: number;
  readonly counts: KeyCounts;
}

export function toSnapshot(
  { name, key, uses }: NamedKey,
  state: KeyState,
  limits: KeyLimits,
  now: number,
): KeySnapshot {
  const shown = { name, masked: key?.masked ?? "", uses: [...uses], underWay: state.underWay, counts: state.counts };
  if (state.burnedUntil > now) return { ...shown, state: "burned", until: state.burnedUntil, reason: state.reason };
  if (state.coolUntil > now) return { ...shown, state: "cooling", until: state.coolUntil, reason: state.reason };
  const at = freeAt(state, limits);
  if (at <= now) return { ...shown, state: "free", until: undefined, reason: "" };
  return at === Infinity
    ? { ...shown, state: "busy", until: undefined, reason: "as many requests under way as it may have" }
    : {
        ...shown,
        state: "busy",
        until: at,
        reason: `${limits.rate ?? state.toldRate} requests sent in the last minute`,
      };
}
