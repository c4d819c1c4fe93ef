import { expect, test } from "vitest";
import { countOutcomes } from "../../src/job/outcome.ts";
import { summarySentences } from "../../src/job/summary-sentences.ts";
import { judged } from "./job-file.ts";

const files = [
  judged(0, "a.py", { verdict: "ai" }),
  judged(1, "b.py"),
  judged(2, "c.py"),
  judged(3, "d.py", { verdict: "uncertain" }),
];
const told = (estimate?: Parameters<typeof summarySentences>[1]): string =>
  summarySentences(countOutcomes(files), estimate).join(" ").replaceAll("\u00a0", " ");

test("a summary says what was found and warns of taking it for proof", () => {
  expect(told()).toMatch(/^Files judged: 4\. Called AI: 1 \(25 %\)\. Not enough evidence: 1\./);
  expect(told()).toMatch(/never accuse anyone on it alone\.$/);
});

test("an estimate is told with its interval, and never as certainly nothing", () => {
  expect(told({ share: 0.3, low: 0.1, high: 0.5, files: 90 })).toContain(
    "estimated at 30 %, with 95 % confidence between 10 % and 50 %",
  );
  expect(told({ share: 0, low: 0, high: 0, files: 90 })).toContain("does not rule it out");
});

test("where no file has enough evidence, nothing is said of the whole, least of all that no AI code is there", () => {
  const undecided = countOutcomes([
    judged(0, "a.py", { verdict: "uncertain" }),
    judged(1, "b.py", { verdict: "uncertain" }),
  ]);
  const sentences = summarySentences(undecided, { share: 0, low: 0, high: 0.03, files: 2 });
  expect(sentences[1]).toMatch(/nothing can be said of the whole/);
  expect(sentences.join(" ")).not.toMatch(/estimated/);
});

test("while files wait there is no word of an estimate that cannot be made", () => {
  const waiting = [...files, judged(4, "e.py", { state: "waiting", verdict: undefined })];
  expect(summarySentences(countOutcomes(waiting), undefined)[1]).toMatch(/is estimated when all files have finished/);
});
