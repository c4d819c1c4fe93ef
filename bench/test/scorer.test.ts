import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openScoreCache } from "../src/score-cache.ts";
import { createScorer } from "../src/scorer.ts";
import { benchRow } from "./bench-row.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-bench-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function open(file: string) {
  const scored: number[] = [];
  const scorer = createScorer({
    detectorModule: import.meta.resolve("./toy-detector.ts"),
    folder,
    threads: 1,
    cache: await openScoreCache(join(folder, file)),
    onProgress: (done, total) => scored.push(done, total),
  });
  return { scorer, scored };
}

test("a text that was scored before is not scored again, in this run or the next", async () => {
  const rows = ["0.25", "0.75"].map((code) => benchRow("whodunit", "ai", { code }));
  const first = await open("kept.jsonl");
  const scores = await first.scorer.score(rows);
  expect(scores.map(({ probability }) => probability)).toEqual([0.25, 0.75]);
  expect(await first.scorer.score(rows.toReversed())).toEqual(scores.toReversed());
  expect(first.scored).toEqual([2, 2]);
  const second = await open("kept.jsonl");
  expect(await second.scorer.score(rows)).toEqual(scores);
  expect(second.scored).toEqual([]);
});

test("the language and the dialect belong to the text, the folder does not", async () => {
  const { scorer, scored } = await open("dialect.jsonl");
  await scorer.score([benchRow("whodunit", "ai", { code: "0.5", language: "typescript", path: "a/x.ts" })]);
  await scorer.score([benchRow("whodunit", "ai", { code: "0.5", language: "typescript", path: "b/y.ts" })]);
  expect(scored).toEqual([1, 1]);
  await scorer.score([benchRow("whodunit", "ai", { code: "0.5", language: "typescript", path: "a/x.tsx" })]);
  expect(scored).toEqual([1, 1, 1, 1]);
});

test("a cache that was cut off in the middle of a line gives what is whole", async () => {
  const row = benchRow("whodunit", "ai", { code: "0.5" });
  await (await open("cut.jsonl")).scorer.score([row]);
  await appendFile(join(folder, "cut.jsonl"), '["half a key');
  const other = benchRow("whodunit", "ai", { code: "0.75" });
  expect((await (await open("cut.jsonl")).scorer.score([row, other])).map(({ probability }) => probability)).toEqual([
    0.5, 0.75,
  ]);
  const reopened = await open("cut.jsonl");
  await reopened.scorer.score([row, other]);
  expect(reopened.scored).toEqual([]);
});

test("scoring again asks the detector even for what is known", async () => {
  const { scorer } = await open("again.jsonl");
  const row = benchRow("whodunit", "ai", { code: "0.5" });
  expect(await scorer.scoreAgain([row], 1)).toEqual(await scorer.score([row]));
});

test("a line that a killed run left in front of another run's is passed over", async () => {
  const row = benchRow("whodunit", "ai", { code: "0.5" });
  await appendFile(join(folder, "torn.jsonl"), '["half a key["other",{"probability":0.5}]\n');
  expect((await (await open("torn.jsonl")).scorer.score([row]))[0]!.probability).toBe(0.5);
});

test("a text on which the detector broke is tried again by the next run", async () => {
  const row = benchRow("whodunit", "ai", { code: "broken" });
  expect((await (await open("broken.jsonl")).scorer.score([row]))[0]!.error).toBe("broken");
  const next = await open("broken.jsonl");
  await next.scorer.score([row]);
  expect(next.scored).toEqual([1, 1]);
});
