import { describe, expect, onTestFinished, test } from "vitest";
import { createKeyMeter } from "../../src/llm/key-meter.ts";
import { openLimitServer, rewritten, type LimitServer } from "../../src/llm/limit-server.ts";
import type { Limits } from "../../src/llm/limits.ts";
import { openBenchChat } from "../../src/llm/open-bench-chat.ts";
import { leastSeconds, question } from "../../src/llm/rewrites.ts";

const key = (at: number): string => `gsk_testkey${String(at).padStart(9, "0")}`;

const limitsFor = (count: number, more: Partial<Limits> = {}): Limits => ({
  keys: Object.fromEntries(Array.from({ length: count }, (_, at) => [key(at), "good"])),
  requestsPerMinute: 5,
  minuteMs: 60_000,
  answerMs: { from: 1, to: 5 },
  dropped: 0,
  failed: 0,
  seed: 3,
  ...more,
});

async function serve(limits: Limits): Promise<LimitServer> {
  const server = await openLimitServer(limits);
  onTestFinished(server.close);
  return server;
}

/** Texts of so many calls at once; one that fails fails the test. */
async function rewriteAll(count: number, limits: Limits, variables: Readonly<Record<string, string>> = {}) {
  const server = await serve(limits);
  const names = {
    WHOWROTE_LLM_KEYS: Object.keys(limits.keys).join(","),
    // A busy machine takes its time.
    WHOWROTE_LLM_WAIT: "86400",
    ...variables,
  };
  const { chat, pool } = openBenchChat(server.url, names, limits.minuteMs);
  const answers = await Promise.all(Array.from({ length: count }, async () => chat.complete(question)));
  return { texts: answers.map(({ text }) => text), report: server.report(), pool };
}

const times = (count: number): string[] => Array.from({ length: count }, () => rewritten);

describe("the meter of a key", () => {
  const limits = limitsFor(1);

  test("lets as many through as a minute may have, and says when there is room again", () => {
    const meter = createKeyMeter(key(0), limits);
    for (let at = 0; at < 5; at++) expect(meter.admit(at * 1000, 1)).toBeUndefined();
    const refusal = meter.admit(5000, 1);
    expect(refusal).toMatchObject({ status: 429, headers: { "retry-after": "55" } });
    expect(JSON.stringify(refusal!.body)).toContain(
      "requests per minute (RPM): Limit 5, Used 5, Requested 1. Please try again in 55s.",
    );
    expect(meter.admit(60_000, 1)).toBeUndefined();
    expect(meter.report()).toMatchObject({ requests: 7, refused: 1, mostInMinute: 6 });
  });

  test("counts tokens, and waits until enough of them are a minute old", () => {
    const meter = createKeyMeter(key(0), { ...limits, tokensPerMinute: 100 });
    for (const at of [0, 2500]) expect(meter.admit(at, 50)).toBeUndefined();
    expect(JSON.stringify(meter.admit(3000, 50))).toContain(
      "tokens per minute (TPM): Limit 100, Used 100, Requested 1. Please try again in 57s",
    );
    expect(JSON.stringify(meter.admit(3000, 90))).toContain("try again in 59.5s");
  });

  test("counts a day", () => {
    const meter = createKeyMeter(key(0), { ...limits, requestsPerDay: 9, requestsPerDayOf: { [key(0)]: 2 } });
    for (const at of [0, 1]) expect(meter.admit(at, 1)).toBeUndefined();
    expect(JSON.stringify(meter.admit(2, 1))).toContain("requests per day (RPD): Limit 2, Used 2");
  });

  test("states times in a minute of 60 s, however short its own is", () => {
    const meter = createKeyMeter(key(0), { ...limits, minuteMs: 600, requestsPerMinute: 1 });
    meter.admit(0, 1);
    expect(JSON.stringify(meter.admit(0, 1))).toContain("Please try again in 1m0s");
  });
});

test("the limits let each key send a minute's requests at once, and again a minute later", () => {
  const limits = limitsFor(20, { requestsPerMinute: 30, answerMs: { from: 500, to: 1000 } });
  expect(leastSeconds(600, limits)).toBe(0.5);
  expect(leastSeconds(1000, limits)).toBe(60.5);
  expect(leastSeconds(1201, limits)).toBe(120.5);
  expect(leastSeconds(600, { ...limits, requestsPerDayOf: { [key(0)]: 10 } })).toBe(60.5);
});

describe("the client, of a server with limits,", () => {
  test("gets every answer, and keeps each key within a stated rate", async () => {
    const { texts, report } = await rewriteAll(30, limitsFor(4, { minuteMs: 6000 }), { WHOWROTE_LLM_RATE: "5" });
    expect(texts).toEqual(times(30));
    for (const one of report.keys) {
      expect(one.mostInMinute).toBeLessThanOrEqual(5);
      expect(one.refused).toBe(0);
    }
  });

  test("gets every answer where it has to find out the rate", async () => {
    const { texts, report } = await rewriteAll(25, limitsFor(3, { minuteMs: 1500 }));
    expect(texts).toEqual(times(25));
    expect(report.keys.every(({ refused }) => refused > 0)).toBe(true);
  });

  test("gets every answer where tokens are counted", async () => {
    // A question is of 448 tokens.
    const { texts } = await rewriteAll(10, limitsFor(2, { minuteMs: 1500, tokensPerMinute: 1500 }));
    expect(texts).toEqual(times(10));
  });

  test("gets every answer where connections drop, errors come, and keys are void, restricted or used up for the day", async () => {
    const limits = limitsFor(6, { minuteMs: 300, dropped: 0.1, failed: 0.1, requestsPerDayOf: { [key(2)]: 2 } });
    const keys = { ...limits.keys, [key(1)]: "restricted" } as const;
    const variables = {
      WHOWROTE_LLM_KEYS: [...Object.keys(keys), "gsk_unknownkey0000"].join(","),
      WHOWROTE_LLM_RATE: "5",
    };
    const { texts, report, pool } = await rewriteAll(40, { ...limits, keys }, variables);
    expect(texts).toEqual(times(40));
    expect(report.dropped).toBeGreaterThan(0);
    expect(report.failed).toBeGreaterThan(0);
    const burned = pool.snapshot().filter(({ state }) => state === "burned");
    expect(burned.map(({ name, until }) => [name, until === Infinity])).toEqual([
      ["WHOWROTE_LLM_KEYS 2", true],
      ["WHOWROTE_LLM_KEYS 3", false],
      ["WHOWROTE_LLM_KEYS 7", true],
    ]);
  });

  test("reads a stream to its end", async () => {
    const server = await serve(limitsFor(1));
    const { chat } = openBenchChat(server.url, { WHOWROTE_LLM_KEYS: key(0) }, 60_000);
    const pieces: string[] = [];
    for await (const piece of chat.stream(question)) pieces.push(piece);
    expect(pieces).toEqual(rewritten.match(/.*\n/g));
  });
});
