import { dayOf } from "../../format/date.ts";
import { english } from "../../text/english.ts";
import type { Key } from "./use-keys.ts";

const { keys: text } = english;

/**
 * Whether a key is good, in words.
 * @param now milliseconds since 1970
 */
export function keyState(
  { revoked_at, expires_at }: Key,
  now: number,
): { readonly isGood: boolean; readonly words: string } {
  if (revoked_at !== undefined) return { isGood: false, words: text.revoked(dayOf(revoked_at)) };
  if (expires_at === undefined) return { isGood: true, words: text.good };
  const isGood = Date.parse(expires_at) > now;
  return { isGood, words: (isGood ? text.goodUntil : text.expired)(dayOf(expires_at)) };
}
