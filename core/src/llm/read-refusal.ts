import type { Clock } from "./clock.ts";
import type { Outcome } from "./key-state.ts";
import { readStatedWait, type Refusal } from "./stated-wait.ts";

/** What a refusal means for its key, and whether the same request is worth another attempt. */
export interface ReadRefusal {
  readonly outcome: Outcome;
  /** `key`: with another key, at once · `later`: after a failure over there · `never`: the request itself is refused. */
  readonly again: "key" | "later" | "never";
}

const unstatedRestMs = 60_000;
/** Shorter rests only add refusals. */
const leastRestMs = 100;
const dayMs = 86_400_000;

/** Words for limits that are counted by the day: Groq's TPD and RPD, Google's quota ids, OpenRouter's free models. */
const daily = /per[-_ ]?day|\bdaily\b|\b[TR]PD\b/i;
/** "on requests per minute (RPM): Limit 30, Used 30" (Groq, OpenAI). */
const perMinute = /requests per min(?:ute)?\b[^:]{0,10}:\s*Limit:?\s*([1-9]\d{0,6})\b/i;
/** A paid account without money: OpenAI's code, and HTTP 402 elsewhere. */
const unpaid = /insufficient_quota|insufficient[_ ]credits?/i;

/** The codes themselves, not the words: an answer may quote what was sent, and its quotation marks are escaped then. */
const restricted = /"(?:code|type)"\s*:\s*"organization_restricted"/;
const invalid = /"reason"\s*:\s*"API_KEY_INVALID"/;

/** Reads an answer whose status is neither a success nor a redirect. */
export function readRefusal(refusal: Refusal, clock: Clock): ReadRefusal {
  const { status, body } = refusal;
  const key = (outcome: Outcome): ReadRefusal => ({ outcome, again: "key" });
  const forGood = (reason: string): ReadRefusal => key({ kind: "burned", until: Infinity, reason });
  if (restricted.test(body)) return forGood("the organization of this key is restricted");
  if (status === 401) return forGood("the provider does not know this key (401)");
  if (status === 403) return forGood("the provider forbids this key (403)");
  if (status === 400 && invalid.test(body)) return forGood("the provider does not know this key (400)");
  if (status === 402 || (status === 429 && unpaid.test(body)))
    return key({
      kind: "burned",
      until: nextUtcMidnight(clock.now()),
      reason: `its account is out of credit (${status})`,
    });
  if (status === 429) return key(daily.test(body) ? readDayLimit(refusal, clock) : readMinuteLimit(refusal, clock));
  // 408 and 425 say "send it again"; 529 is Anthropic's "overloaded".
  if (status >= 500 || status === 408 || status === 425)
    return { outcome: { kind: "failed", reason: `the provider answered ${status}` }, again: "later" };
  return { outcome: { kind: "dropped" }, again: "never" };
}

function readDayLimit(refusal: Refusal, clock: Clock): Outcome {
  const wait = readStatedWait(refusal, clock);
  return wait === undefined
    ? {
        kind: "burned",
        until: nextUtcMidnight(clock.now()),
        reason: "used up for the day; taken to renew at midnight UTC",
      }
    : { kind: "burned", until: clock.now() + wait, reason: "used up for the day; renews as the provider states" };
}

function readMinuteLimit(refusal: Refusal, clock: Clock): Outcome {
  const wait = readStatedWait(refusal, clock);
  const [, limit] = perMinute.exec(refusal.body) ?? [];
  const rate = limit === undefined ? {} : { rate: Number(limit) };
  const what = /token/i.test(refusal.body) ? "tokens a minute" : "requests a minute";
  return wait === undefined
    ? { kind: "limited", until: clock.now() + unstatedRestMs, reason: `limit of ${what}; no time stated`, ...rate }
    : {
        kind: "limited",
        until: clock.now() + Math.max(wait, leastRestMs),
        reason: `limit of ${what}; time as stated`,
        ...rate,
      };
}

const nextUtcMidnight = (now: number): number => (Math.floor(now / dayMs) + 1) * dayMs;
