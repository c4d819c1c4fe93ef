import { expect, test } from "vitest";
import { composeFile } from "../../../src/cli/report/compose-file.ts";
import { explainedText, explanationOf } from "../../explained-code.ts";

const edit = { edit: "reformat", change: "spaces normalised", probability: 0.9 } as const;
const stability = { edits: [{ ...edit, verdict: "ai" as const }], without: [] };
const rewriting = {
  ...{ asked: 4, rewrites: 4, meanSimilarity: 0.5, byModel: [], dropped: [] },
  ...{ score: -2, probability: 0.1, falseAlarmRate: 0.9, smallestRate: 0.001 },
};

function factsOf(file: Partial<Parameters<typeof composeFile>[0]["file"]>): string {
  const whole = { path: "total.py", text: explainedText, explanation: explanationOf(), falsePositiveRate: 0.01 };
  const blocks = composeFile({ kind: "file", file: { ...whole, narrative: [], ...file } });
  const facts = blocks.find(({ kind }) => kind === "facts");
  return facts?.kind === "facts" ? facts.rows.map(([name, value]) => `${name}: ${value}`).join("\n") : "";
}

test("edits are compared with the verdict by score, which rewriting's vote may have changed", () => {
  expect(factsOf({ explanation: explanationOf({ stability }) })).toContain(
    "Stability: the verdict holds after 1 of 1 harmless edits",
  );
  const voted = explanationOf({ stability, verdict: "uncertain", falseAlarmRate: 0.016 });
  expect(factsOf({ explanation: voted, rewriting })).toContain(
    "Stability: the verdict by score, ai, holds after 1 of 1 harmless edits",
  );
});

test("the rate of both methods together is told as a bound", () => {
  const voted = explanationOf({ falseAlarmRate: 0.008 });
  expect(factsOf({ explanation: voted })).toContain("False alarms: 0.8 % of people's code of this kind");
  expect(factsOf({ explanation: voted, rewriting })).toContain(
    "False alarms: at most 0.8 %, with rewriting's vote counted in; 1 % is accepted",
  );
});
