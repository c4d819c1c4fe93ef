import { expect, test } from "vitest";
import { macroF1 } from "../../src/statistics/macro-f1.ts";

const truth = [0, 0, 0, 0, 0, 1, 1, 1];
const flagged = [0, 1, 0, 0, 0, 1, 0, 1];

// f1_score(truth, flagged, average='macro'), scikit-learn 1.9.1
test("macro-F1 agrees with scikit-learn", () => {
  expect(macroF1(truth, flagged)).toBeCloseTo(0.7333333333333334, 12);
});

// f1_score(truth, flagged, average='macro', sample_weight=[3,1,0,2,1,1,2,3])
test("macro-F1 of weighted rows agrees with scikit-learn", () => {
  expect(macroF1(truth, flagged, [3, 1, 0, 2, 1, 1, 2, 3])).toBeCloseTo(0.7636363636363637, 12);
});

// f1_score([0,0,0], [0,0,0], average='macro', labels=[0,1], zero_division=0)
test("a label that is neither there nor predicted counts 0", () => {
  expect(macroF1([0, 0, 0], [0, 0, 0])).toBe(0.5);
});

test("the macro-F1 of nothing is undefined", () => {
  expect(macroF1([], [])).toBeNaN();
});
