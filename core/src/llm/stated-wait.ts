import type { Clock } from "./clock.ts";

/** What of a refusal tells how long to wait. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const amount = String.raw`\d+(?:\.\d+)?\s*(?:ms|millisecond|second|minute|hour|day|[smhd])s?`;
const duration = String.raw`(?:${amount}\s*)+`;
/** "try again in 1m2.5s" (Groq, OpenAI), "retry after 20 seconds" (Azure), "retryDelay": "36s" (Google). */
const stated = new RegExp(String.raw`(?:\b(?:try again|retry)\s+(?:in|after)\s+|"retryDelay":\s*")(${duration})`, "i");

/**
 * How long the provider asks to wait, in milliseconds: by Retry-After (seconds or a date, RFC 9110 section 10.2.3), else by its
 * own words, else by its rate-limit headers.
 * @returns undefined when it does not say
 */
export function readStatedWait({ headers, body }: Refusal, clock: Clock): number | undefined {
  return (
    readMilliseconds(headers.get("retry-after-ms")) ??
    readRetryAfter(headers.get("retry-after"), clock) ??
    readWords(body) ??
    readResets(headers, body, clock)
  );
}

/** "1m2.5s", "7.66s", "450ms", "2 hours" in milliseconds. */
function readDuration(text: string): number | undefined {
  if (!new RegExp(`^${duration}$`, "i").test(text.trim())) return undefined;
  let milliseconds = 0;
  for (const [, value, unit] of text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*(milli|ms|[smhd])/g))
    milliseconds += Number(value) * units[(unit === "milli" ? "ms" : unit) as keyof typeof units];
  return milliseconds;
}

function readMilliseconds(header: string | null): number | undefined {
  return header !== null && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : undefined;
}

function readRetryAfter(header: string | null, clock: Clock): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  return readDuration(header) ?? readDate(header, clock);
}

function readDate(text: string, clock: Clock): number | undefined {
  const date = clock.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now());
}

function readWords(body: string): number | undefined {
  const [, words] = stated.exec(body) ?? [];
  return words === undefined ? undefined : readDuration(words);
}

/** Of requests and tokens, that which is used up; when neither says so, that which the words name, else the longer one. */
function readResets(headers: Headers, body: string, clock: Clock): number | undefined {
  const kinds = ["requests", "tokens"].map((kind) => ({
    kind,
    reset: readReset(
      headers.get(`x-ratelimit-reset-${kind}`) ?? headers.get(`anthropic-ratelimit-${kind}-reset`),
      clock,
    ),
    isUsedUp: headers.get(`x-ratelimit-remaining-${kind}`)?.trim() === "0",
  }));
  const known = kinds.filter(({ reset }) => reset !== undefined);
  const used = known.filter(({ isUsedUp }) => isUsedUp);
  const named = known.filter(({ kind }) => body.toLowerCase().includes(kind));
  const chosen = used.length > 0 ? used : named.length > 0 ? named : known;
  if (chosen.length > 0) return Math.max(...chosen.map(({ reset }) => reset!));
  return readReset(headers.get("x-ratelimit-reset"), clock);
}

/** A duration, a number of seconds, a time in seconds or milliseconds since 1970, or a date. */
function readReset(header: string | null, clock: Clock): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (!/^\d+(\.\d+)?$/.test(text)) return readDuration(text) ?? readDate(text, clock);
  const value = Number(text);
  if (value < 1e9) return value * 1000;
  return Math.max(0, (value < 1e12 ? value * 1000 : value) - clock.now());
}
