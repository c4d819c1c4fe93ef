import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/llm/key-state.ts";
import { readRefusal, type ReadRefusal } from "../../src/llm/read-refusal.ts";
import { readStatedWait } from "../../src/llm/stated-wait.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const now = Date.UTC(2026, 10, 21, 20, 0, 0);
const midnight = Date.UTC(2026, 10, 22);
const clock = createVirtualClock(now);

const wait = (headers: Record<string, string>, body = ""): number | undefined =>
  readStatedWait({ status: 429, headers: new Headers(headers), body }, clock);

const read = (status: number, body = "", headers: Record<string, string> = {}): ReadRefusal =>
  readRefusal({ status, headers: new Headers(headers), body }, clock);

const restOf = (outcome: Outcome): number | undefined => ("until" in outcome ? outcome.until - now : undefined);

/** As Groq words it. */
const groq = (what: string, left: string): string =>
  JSON.stringify({
    error: {
      message: `Rate limit reached for model \`llama-3.3-70b-versatile\` in organization \`org_01\` service tier \`on_demand\` on ${what}: Limit 100000, Used 99336, Requested 1208. Please try again in ${left}. Need more tokens? Upgrade to Dev Tier today`,
      type: "tokens",
      code: "rate_limit_exceeded",
    },
  });

describe("the stated wait", () => {
  test.each([
    ["try again in 1m2.5s", 62_500],
    ["Please try again in 7.66s. Visit", 7660],
    ["Please try again in 450ms.", 450],
    ["try again in 2h3m", 7_380_000],
    ["Please retry after 20 seconds.", 20_000],
    ["Try again in 2 minutes", 120_000],
    ["retry in 500 milliseconds", 500],
    ["Please retry in 36.5s.", 36_500],
    ['"retryDelay": "36s"', 36_000],
    ["do not retry", undefined],
    ["try again in a while", undefined],
  ])("is read from the words %j", (body, milliseconds) => {
    expect(wait({}, body)).toBe(milliseconds);
  });

  test.each([
    [{ "retry-after": "2" }, 2000],
    [{ "retry-after": "1.5" }, 1500],
    [{ "retry-after": "Sat, 21 Nov 2026 20:01:00 GMT" }, 60_000],
    [{ "retry-after": "Sat, 21 Nov 2026 19:00:00 GMT" }, 0],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after-ms": "750", "retry-after": "1" }, 750],
    [{ "x-ratelimit-reset-tokens": "7.66s" }, 7660],
    [{ "x-ratelimit-reset-requests": "2m59.56s", "x-ratelimit-reset-tokens": "1s" }, 179_560],
    [
      { "x-ratelimit-reset-requests": "2m", "x-ratelimit-reset-tokens": "1s", "x-ratelimit-remaining-tokens": "0" },
      1000,
    ],
    [{ "anthropic-ratelimit-requests-reset": "2026-11-21T20:00:30Z" }, 30_000],
    [{ "x-ratelimit-reset": String((now + 5000) / 1000) }, 5000],
    [{ "x-ratelimit-reset": String(now + 5000) }, 5000],
    [{ "x-ratelimit-reset": "12" }, 12_000],
  ])("is read from the headers %j", (headers, milliseconds) => {
    expect(wait(headers as unknown as Record<string, string>)).toBe(milliseconds);
  });

  test("in Retry-After comes before the words, and these before the reset of the limit", () => {
    const headers = { "retry-after": "3", "x-ratelimit-reset-tokens": "9s" };
    expect(wait(headers, "try again in 5s")).toBe(3000);
    expect(wait({ "x-ratelimit-reset-tokens": "9s" }, "try again in 5s")).toBe(5000);
  });

  test("of the limit that the words name counts where two resets are given", () => {
    const headers = { "x-ratelimit-reset-requests": "2m", "x-ratelimit-reset-tokens": "4s" };
    expect(wait(headers, "limit of tokens per minute")).toBe(4000);
  });
});

describe("a refusal", () => {
  test("for a limit of the minute cools the key for the stated time", () => {
    const { outcome, again } = read(429, groq("tokens per minute (TPM)", "7.66s"));
    expect([outcome.kind, restOf(outcome), again]).toEqual(["limited", 7660, "key"]);
  });

  test.each([
    ["on requests per minute (RPM): Limit 30, Used 30, Requested 1.", 30],
    ["on requests per min (RPM): Limit 500, Used 500", 500],
    ["on tokens per minute (TPM): Limit 6000, Used 5000", undefined],
  ])("that says how many requests a minute has is believed: %s", (words, rate) => {
    const { outcome } = read(429, words);
    expect("rate" in outcome ? outcome.rate : undefined).toBe(rate);
  });

  test("for a limit of the minute without a time cools it for 60 s", () => {
    const { outcome } = read(429, "slow down");
    expect([outcome.kind, restOf(outcome)]).toEqual(["limited", 60_000]);
  });

  test("that asks to wait no time at all still rests the key for a moment", () => {
    expect(restOf(read(429, "", { "retry-after": "0" }).outcome)).toBe(100);
  });

  test.each(["tokens per day (TPD)", "requests per day (RPD)"])(
    "for a limit of %s burns the key for the stated time",
    (what) => {
      const { outcome, again } = read(429, groq(what, "7m50.016s"));
      expect([outcome.kind, restOf(outcome), again]).toEqual(["burned", 470_016, "key"]);
    },
  );

  test("for a limit of the day without a time burns it until midnight UTC", () => {
    const { outcome } = read(429, '{"error":{"message":"Rate limit exceeded: free-models-per-day"}}');
    expect(outcome).toEqual({
      kind: "burned",
      until: midnight,
      reason: expect.stringContaining("midnight UTC") as string,
    });
  });

  test("of an account out of credit burns it until midnight UTC", () => {
    for (const { outcome } of [read(402), read(429, '{"error":{"code":"insufficient_quota"}}')])
      expect(outcome).toMatchObject({ kind: "burned", until: midnight });
  });

  test.each([
    [401, "{}"],
    [403, "{}"],
    [400, '{"error":{"code":"organization_restricted"}}'],
    [403, '{"error":{"code":"organization_restricted"}}'],
    [400, '{"error":{"details":[{"reason":"API_KEY_INVALID"}]}}'],
  ])("with %i %s burns the key for good", (status, body) => {
    expect(read(status, body)).toMatchObject({ outcome: { kind: "burned", until: Infinity }, again: "key" });
  });

  test("that quotes code with such words in it says nothing about the key", () => {
    for (const code of ['"code": "organization_restricted"', '"reason": "API_KEY_INVALID"'])
      expect(read(400, JSON.stringify({ error: { message: `bad request: ${code}` } })).again).toBe("never");
  });

  test.each([500, 502, 503, 529, 408])("with %i is a failure over there, worth a later attempt", (status) => {
    expect(read(status)).toMatchObject({ outcome: { kind: "failed" }, again: "later" });
  });

  test.each([400, 404, 413, 422])("with %i is the caller's, and says nothing about the key", (status) => {
    expect(read(status, "no such model")).toEqual({ outcome: { kind: "dropped" }, again: "never" });
  });
});
