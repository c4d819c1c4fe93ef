import { expect, test } from "vitest";
import type { Detection } from "../../src/detection.ts";
import { explanationOf } from "../explained-code.ts";
import { joinVote } from "../../src/rewriting/join-vote.ts";

const detection = (verdict: Detection["verdict"], falseAlarmRate: number): Detection => ({
  language: "python",
  verdict,
  probability: 0.7,
  falseAlarmRate,
  reason: "as measured",
  detectors: [],
  reasons: [],
  lines: 40,
  truncated: false,
  checkpoint: "quick",
});
const vote = (falseAlarmRate: number | null) => ({ falseAlarmRate });

test("either method may accuse at half of the accepted rate, and the joint rate is twice the smaller one", () => {
  expect(joinVote(detection("uncertain", 0.05), vote(0.004), 0.01)).toMatchObject({
    verdict: "ai",
    falseAlarmRate: 0.008,
    probability: 0.7,
    reason: "a language model rewrites it nearly as it is, as it does 0.4 % of people's recorded code",
  });
  expect(joinVote(detection("ai", 0.002), vote(0.5), 0.01)).toMatchObject({
    verdict: "ai",
    falseAlarmRate: 0.004,
    reason: "as measured",
  });
});

test("what only one method supports, and at more than half of the rate, is no accusation", () => {
  expect(joinVote(detection("ai", 0.008), vote(0.5), 0.01)).toMatchObject({
    verdict: "uncertain",
    falseAlarmRate: 0.016,
  });
  expect(joinVote(detection("uncertain", 0.05), vote(0.006), 0.01).verdict).toBe("uncertain");
});

test("a contradiction is not enough evidence", () => {
  expect(joinVote(detection("human", 0.9), vote(0.001), 0.01)).toMatchObject({
    verdict: "uncertain",
    reason: "the detectors and rewriting contradict each other",
  });
  expect(joinVote(detection("human", 0.9), vote(0.9), 0.01).verdict).toBe("human");
});

test("rewriting that abstains, or has nothing to go with, changes nothing", () => {
  const judged = detection("ai", 0.008);
  expect(joinVote(judged, { falseAlarmRate: null, abstains: "no calibration" }, 0.01)).toBe(judged);
  const short = { ...judged, falseAlarmRate: null, probability: null };
  expect(joinVote(short, vote(0.001), 0.01)).toBe(short);
});

test("where too few people's samples were there for a verdict, rewriting makes none", () => {
  const standing = {
    ...explanationOf().standing!,
    noVerdict: { kind: "too-few-samples", reason: "only 12 people's samples" },
  } as const;
  for (const judged of [
    { ...detection("uncertain", 0.001), standing },
    { ...detection("uncertain", 1), standing },
  ])
    expect(joinVote(judged, vote(0.001), 0.01)).toBe(judged);
});

test("a record that is too small to accuse costs the detectors nothing", () => {
  const judged = detection("ai", 0.008);
  expect(joinVote(judged, { falseAlarmRate: 0.5, smallestRate: 1 / 100 }, 0.01)).toBe(judged);
  expect(joinVote(judged, { falseAlarmRate: 0.5, smallestRate: 1 / 200 }, 0.01).verdict).toBe("uncertain");
});

test("the strictest rate that is measured is a bound, and twice it is over that rate", () => {
  expect(joinVote(detection("ai", 0.001), vote(0.5), 0.001)).toMatchObject({
    verdict: "uncertain",
    falseAlarmRate: 0.002,
  });
  expect(joinVote(detection("ai", 0.001), vote(0.5), 0.002).verdict).toBe("ai");
});
