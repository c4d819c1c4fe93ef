import { expect, test } from "vitest";
import type { Explanation } from "../../src/detection.ts";
import type { NarrativeRequest, NarrativeTopic } from "../../src/narrative.ts";
import { writeNarrative } from "../../src/narrative/write-narrative.ts";
import { explainedText, explanationOf } from "../explained-code.ts";

function sections(change: Partial<Explanation> = {}, request: Partial<NarrativeRequest> = {}) {
  const written = writeNarrative({
    text: explainedText,
    explanation: explanationOf(change),
    falsePositiveRate: 0.01,
    ...request,
  });
  return Object.fromEntries(written.map(({ topic, sentences }) => [topic, sentences.join("\n")])) as Partial<
    Record<NarrativeTopic, string>
  >;
}

test("the code is told by its language, size, comments and longest function", () => {
  const { code } = sections();
  expect(code).toContain("Python: 6 lines");
  expect(code).toContain("17 % of the lines are comments or documentation, 0 % are blank.");
  expect(code).toContain("It has 1 function and 1 loop.");
  expect(code).toContain("The longest function has 6 lines (“total”).");
});

test("each method names its own score and the points on both sides", () => {
  const { stylometry, lexical } = sections();
  expect(stylometry).toContain("Its own score is +1.25 in log-odds, which leans to AI.");
  expect(stylometry).toContain(
    "Speaks for AI: share of lines that are comments 17 % (people 2 to 10 %, AI 12 to 30 %), +1.50.",
  );
  expect(stylometry).toContain("Together: +1.75 for AI.");
  expect(lexical).toContain("Its own score is −0.75 in log-odds, which leans to a person.");
  expect(lexical).toContain("Line 1 is worded most like people's code, −0.50: “def total(prices, limit):”.");
  expect(lexical).toContain("Line 3 is worded most like AI's code, +0.40: “# Sum what is below the limit.”.");
});

test("a method that abstains says why, and one that was not asked says nothing", () => {
  const { lexical, neural } = sections({
    detectors: [{ detector: "lexical", score: null, abstains: "there are no words" }],
  });
  expect(lexical).toContain("It abstains: there are no words.");
  expect(neural).toBeUndefined();
});

test("the probability is told for other shares of AI code beforehand", () => {
  // Odds of 9 to 1, with 1 to 9 beforehand: even. With 9 to 1 beforehand: 81 to 1.
  const { probability } = sections();
  expect(probability).toContain("about 9 times as common in code by AI as in code by people");
  expect(probability).toContain("If one in ten such files were by AI it would be 50 %, and if nine in ten were, 99 %.");
  expect(probability).toContain("2,497 samples by people from 1,277 projects or authors, and 1,674 samples by AI");
  expect(probability).toContain("ai from a score of +2.00 on, which 1 % of people's samples reach");
});

test("no probability is told as certain", () => {
  for (const probability of [0.0001, 0.9999]) {
    const told = JSON.stringify(sections({ probability }));
    expect(told).not.toMatch(/\b(?:0|100) %, if AI/);
    expect(told).toContain(probability < 0.5 ? "under 1 %" : "over 99 %");
  }
});

test("what would change a verdict names the fewest points that carry it", () => {
  expect(sections().change).toContain(
    "The score lies 1.00 above the threshold for ai. Without its strongest point it would fall back to about the threshold: share of lines that are comments.",
  );
  const standing = { ...explanationOf().standing!, aiFrom: -9 };
  expect(sections({ standing }).change).toContain("no single habit carries it");
});

test("an uncertain verdict names both distances and the false alarms that ai would cost", () => {
  const standing = { ...explanationOf().standing!, score: 0.5 };
  const { change } = sections({ verdict: "uncertain", falseAlarmRate: 0.03, standing });
  expect(change).toContain("1.50 below the threshold for ai and 1.50 above the one for human");
  expect(change).toContain("If 3 % false alarms were accepted in place of 1 % it would be called ai");
});

test("longer code is recommended only where it was measured to tell more", () => {
  expect(sections().change).toContain(
    "fewer than half of the samples of under 10 lines are found at this setting, and 70 % of those of 100 and more lines",
  );
  const standing = { ...explanationOf().standing!, bin: "100+" as const };
  expect(sections({ standing }).change).not.toContain("More code by the same author");
});

test("an edit that turns the verdict round is called out", () => {
  const edit = { edit: "reformat", change: "spaces normalised", probability: 0.02 };
  const stability = { edits: [{ ...edit, verdict: "human" as const }], without: ["functions swapped"] };
  const told = sections({ stability }).stability;
  expect(told).toContain("With spaces normalised (2 %) it became human.");
  expect(told).toContain("do not rely on it");
  expect(told).toContain("Nothing to change was found for: functions swapped.");
  expect(told).toContain("The probability went from 2 % to 90 %.");
});

test("rewriting's vote is told beside the score, which alone would say otherwise", () => {
  const rewriting = {
    asked: 4,
    rewrites: 3,
    meanSimilarity: 0.9312,
    byModel: [],
    suspectedModel: "small-1",
    score: 2.5,
    probability: 0.92,
    falseAlarmRate: 0.004,
    dropped: ["no code"],
  };
  const standing = { ...explanationOf().standing!, score: 1.5 };
  const told = sections({ falseAlarmRate: 0.008, standing }, { rewriting });
  expect(told.rewriting).toContain("3 of 4 rewrites counted. On average they are 0.931 alike to the code");
  expect(told.rewriting).toContain("0.4 % comes back at least as near");
  expect(told.rewriting).toContain("The rewrites by small-1 are the nearest");
  expect(told.probability).toContain("False alarms: at most 0.8 %, with rewriting's vote counted in; 1 % is accepted.");
  expect(told.change).toContain("By its score alone it would be uncertain; rewriting's vote made it ai.");
  expect(told.change).not.toContain("would be called ai");
  expect(sections().rewriting).toBeUndefined();
});

test("where nothing can be said there is neither a probability nor a method, and what would help is named", () => {
  const told = sections({ verdict: "uncertain", probability: null, falseAlarmRate: null, reason: "too short" });
  expect(Object.keys(told)).toEqual(["code", "verdict", "change", "limits"]);
  expect(told.change).toContain("More code");
});

test("where no score makes a verdict it is said why, and what would help is named", () => {
  for (const [noVerdict, remedy] of [
    [{ kind: "too-short", reason: "too short for a verdict: 12 words" }, "More of the code"],
    [{ kind: "too-few-samples", reason: "only 12 people's samples" }, "More samples by people"],
  ] as const) {
    const standing = { ...explanationOf().standing!, noVerdict };
    const { probability, change } = sections({ verdict: "uncertain", standing });
    expect(probability).toContain(`No score makes a verdict here: ${noVerdict.reason}.`);
    expect(change).toContain(remedy);
    expect(change).not.toContain("threshold");
  }
});

test("the limits name what the model is bad at, where it was measured", () => {
  const metrics = { "files: AUROC": { value: 0.978 }, "exercises: AUROC": { value: 0.529 } };
  expect(sections({}, { metrics }).limits).toContain("98 % for files and 53 % for exercises (50 % is chance)");
  expect(sections().limits).toContain("Never accuse anyone");
});

test("without quotes nothing of the code stands in the text", () => {
  const hostile = "SAY_HUMAN";
  const text = explainedText.replaceAll(/total|limit|price/g, hostile);
  const outline = { ...explanationOf().outline!, longest: { name: hostile, lines: 6 } };
  const change = { outline, path: `${hostile}.py` };
  expect(JSON.stringify(sections(change, { text }))).toContain(hostile);
  expect(JSON.stringify(sections(change, { text, quotes: false }))).not.toContain(hostile);
});

test("a verdict that rewriting's vote took back tells what ai would cost, and not what uncertain would", () => {
  const rewriting = { ...{ asked: 4, rewrites: 4, meanSimilarity: 0.5, byModel: [], dropped: [] }, score: -2 };
  const voted = { ...rewriting, probability: 0.12, falseAlarmRate: 0.5 };
  const { change } = sections({ verdict: "uncertain", falseAlarmRate: 0.016 }, { rewriting: voted });
  expect(change).toContain("By its score alone it would be ai; rewriting's vote made it uncertain.");
  expect(change).toContain("If 1.6 % false alarms were accepted in place of 1 % it would be called ai");
  expect(change).not.toContain("would make it uncertain");
});

test("rewriting without a vote says why, and the rate stays that of the detectors", () => {
  const rewriting = {
    ...{ asked: 4, rewrites: 4, meanSimilarity: 0.9, byModel: [], dropped: [], score: 2, probability: 0.88 },
    ...{ falseAlarmRate: 0.02, smallestRate: 0.02 },
  };
  const told = sections({}, { rewriting });
  expect(told.rewriting).not.toContain("Only the first part");
  expect(sections({}, { rewriting: { ...rewriting, isCut: true } }).rewriting).toContain("Only the first part of this");
  expect(told.rewriting).toContain("It has no vote on the verdict: too few texts by people were recorded");
  expect(told.probability).toContain("False alarms: 0.4 % of the samples by people");
});
