import type { Score } from "@whowrote/training/evaluate/score";
import type { Scorer } from "../src/scorer.ts";

/** Takes the first number of a text for its probability; above 0.9 it says ai at every rate. */
export const toyScorer: Scorer = {
  score: (texts) => Promise.resolve(texts.map(({ code }) => scoreOf(code))),
  scoreAgain: (texts) => Promise.resolve(texts.map(({ code }) => scoreOf(code))),
};

function scoreOf(code: string): Score {
  const probability = Number(/0?\.\d+|\d/.exec(code)?.[0] ?? 0.5);
  const verdict = probability > 0.9 ? "ai" : "human";
  return {
    probability,
    falseAlarmRate: 1 - probability,
    lines: code.split("\n").length,
    verdicts: [verdict, verdict, verdict],
  };
}
