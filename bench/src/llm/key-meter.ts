import type { KeyReport, Limits } from "./limits.ts";

export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Counts the requests of one key, and refuses those above its limits, in Groq's words. */
export interface KeyMeter {
  /** @param now milliseconds */
  readonly admit: (now: number, tokens: number) => Refusal | undefined;
  readonly noteAnswer: () => void;
  readonly report: () => KeyReport;
}

interface Entry {
  readonly at: number;
  readonly tokens: number;
}

export function createKeyMeter(key: string, limits: Limits): KeyMeter {
  const { requestsPerMinute, tokensPerMinute, minuteMs } = limits;
  const requestsPerDay = limits.requestsPerDayOf?.[key] ?? limits.requestsPerDay;
  const arrivals: number[] = [];
  let minute: readonly Entry[] = [];
  let day: readonly number[] = [];
  let answered = 0;
  let refused = 0;

  /** What is stated is in the provider's time, of which a minute has 60 s. */
  const toStated = (milliseconds: number): number => (milliseconds * 60_000) / minuteMs;

  function refuse(now: number, tokens: number): Refusal | undefined {
    if (requestsPerDay !== undefined && day.length >= requestsPerDay)
      return tooMany("requests per day (RPD)", requestsPerDay, day.length, toStated(day[0]! + minuteMs * 1440 - now));
    if (minute.length >= requestsPerMinute)
      return tooMany(
        "requests per minute (RPM)",
        requestsPerMinute,
        minute.length,
        toStated(minute[0]!.at + minuteMs - now),
      );
    const used = minute.reduce((sum, entry) => sum + entry.tokens, 0);
    if (tokensPerMinute !== undefined && used + tokens > tokensPerMinute)
      return tooMany(
        "tokens per minute (TPM)",
        tokensPerMinute,
        used,
        toStated(untilRoom(minute, used + tokens - tokensPerMinute, now)),
      );
    return undefined;
  }

  function untilRoom(entries: readonly Entry[], excess: number, now: number): number {
    let left = excess;
    const last = entries.find((entry) => (left -= entry.tokens) <= 0) ?? entries.at(-1);
    return last === undefined ? minuteMs : last.at + minuteMs - now;
  }

  return {
    admit: (now, tokens) => {
      arrivals.push(now);
      minute = minute.filter(({ at }) => at > now - minuteMs);
      day = day.filter((at) => at > now - minuteMs * 1440);
      const refusal = refuse(now, tokens);
      if (refusal) {
        refused++;
        return refusal;
      }
      minute = [...minute, { at: now, tokens }];
      day = [...day, now];
      return undefined;
    },
    noteAnswer: () => answered++,
    report: () => ({ key, requests: arrivals.length, answered, refused, mostInMinute: mostWithin(arrivals, minuteMs) }),
  };
}

/** Most times within any span of this length. */
function mostWithin(times: readonly number[], span: number): number {
  let first = 0;
  let most = 0;
  for (const [last, time] of times.entries()) {
    while (times[first]! <= time - span) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function tooMany(what: string, limit: number, used: number, stated: number): Refusal {
  const wait = Math.max(1, Math.ceil(stated));
  const message = `Rate limit reached for model \`llama-3.3-70b-versatile\` in organization \`org_01\` service tier \`on_demand\` on ${what}: Limit ${limit}, Used ${used}, Requested 1. Please try again in ${inWords(wait)}. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing`;
  return {
    status: 429,
    headers: { "retry-after": String(Math.ceil(wait / 1000)) },
    body: { error: { message, type: what.includes("tokens") ? "tokens" : "requests", code: "rate_limit_exceeded" } },
  };
}

/** 450 → "450ms", 7660 → "7.66s", 62500 → "1m2.5s". */
function inWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds}ms`;
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = (milliseconds % 60_000) / 1000;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
