import { expect, test } from "vitest";
import type { JudgeRequest } from "../../src/inference.ts";
import { createAnswerCache } from "../../src/inference/answer-cache.ts";
import { openToy } from "./toy-inference.ts";

const request: JudgeRequest = { version: "toy", text: "# one\n", language: "python", detail: "verdict" };

function openCache(bytes = 1_000_000) {
  const inference = openToy();
  return { inference, ...createAnswerCache(inference.judge, { bytes }) };
}

test("the same is judged once", async () => {
  const { inference, judge } = openCache();
  expect(await judge(request)).toMatchObject({ isCached: false, judged: { detection: { reason: "# one (1)" } } });
  expect(await judge(request)).toMatchObject({ isCached: true, judged: { detection: { reason: "# one (1)" } } });
  expect(inference.figures().answered).toBe(1);
});

test("what is asked for at the same time is judged once", async () => {
  const { inference, judge, size } = openCache(0);
  const all = await Promise.all([judge(request), judge(request), judge(request)]);
  expect(all.map(({ isCached }) => isCached)).toEqual([false, true, true]);
  expect(inference.figures().answered).toBe(1);
  expect(size()).toEqual({ entries: 0, bytes: 0 });
});

test.each<[string, Partial<JudgeRequest>]>([
  ["text", { text: "# other\n" }],
  ["language", { language: "ruby" }],
  ["version", { version: "next" }],
  ["rate", { falsePositiveRate: 0.05 }],
  ["detail", { detail: "tokens" }],
  ["wish to hear of stability", { stability: true }],
  ["wish for no token attribution", { tokenAttribution: false }],
  ["ending of the path", { path: "a.tsx" }],
])("another %s is judged again", async (_, change) => {
  const { inference, judge } = openCache();
  await inference.load("next", "next folder");
  await judge(request);
  expect(await judge({ ...request, ...change })).toMatchObject({ isCached: false });
});

test("the folder and name of a file do not matter", async () => {
  const { judge } = openCache();
  await judge({ ...request, language: undefined, path: "src/a.py" });
  expect(await judge({ ...request, language: undefined, path: "lib/b.PY" })).toMatchObject({ isCached: true });
  expect(await judge({ ...request, language: undefined, path: "lib/Rakefile" })).toMatchObject({ isCached: false });
});

test("who waits with others may go, and the last who goes stops the work", async () => {
  const { inference, judge } = openCache();
  const [first, second] = [new AbortController(), new AbortController()];
  const slow = { ...request, text: "# ORDER: sleep 100\n" };
  const one = judge(slow, { signal: first.signal });
  const other = judge(slow, { signal: second.signal });
  first.abort(new Error("gone"));
  await expect(one).rejects.toThrow("gone");
  expect(await other).toMatchObject({ judged: { detection: { reason: "# ORDER: sleep 100 (1)" } } });
  const third = new AbortController();
  const alone = judge({ ...slow, falsePositiveRate: 0.1 }, { signal: third.signal });
  third.abort(new Error("gone as well"));
  await expect(alone).rejects.toThrow("gone as well");
  expect(inference.figures()).toMatchObject({ answered: 1, cancelled: 1 });
});

test("a failure is not remembered", async () => {
  const { inference, judge } = openCache();
  await expect(judge({ ...request, version: "next" })).rejects.toThrow("not loaded");
  await inference.load("next", "next folder");
  expect(await judge({ ...request, version: "next" })).toMatchObject({ isCached: false });
});

test("it holds no more bytes than it may", async () => {
  const { judge, size } = openCache(5000);
  for (let at = 0; at < 20; at++) await judge({ ...request, text: `# ${at}\n` });
  expect(size().entries).toBeGreaterThan(1);
  expect(size().entries).toBeLessThan(20);
  expect(size().bytes).toBeLessThanOrEqual(5000);
});
