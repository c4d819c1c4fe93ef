import { hash } from "node:crypto";
import type { Share } from "../model-version.ts";

/**
 * The version that answers a caller: always the same while the weights stand. Weighted rendezvous hashing: each version
 * draws a number from the caller's key, exponentially distributed with its weight as rate, and the smallest wins, which
 * happens with probability weight / sum (Schindelhauer & Schomaker 2005, "Weighted distributed hash tables", SPAA,
 * logarithmic method). When one weight grows, callers move only to that version; when it shrinks, only away from it.
 * @param shares at least one of a weight above 0
 */
export function assignVersion(shares: readonly Share[], stickyKey: string): string {
  const drawn = shares
    .filter(({ weight }) => weight > 0)
    .map(({ version, weight }) => ({ version, distance: -Math.log(uniform(stickyKey, version)) / weight }));
  if (drawn.length === 0) throw new RangeError("No version has a weight above 0, so none can answer.");
  return drawn.reduce((nearest, one) => (one.distance < nearest.distance ? one : nearest)).version;
}

/** Above 0 and at most 1, the same for the same two texts: 52 bits of their SHA-256. */
function uniform(stickyKey: string, version: string): number {
  // A length in front keeps "ab" + "c" apart from "a" + "bc".
  const digest = hash("sha256", `${stickyKey.length} ${stickyKey} ${version}`, "hex");
  return (Number.parseInt(digest.slice(0, 13), 16) + 1) / 2 ** 52;
}
