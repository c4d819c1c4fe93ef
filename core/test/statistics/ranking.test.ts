import { describe, expect, test } from "vitest";
import {
  areaUnderRoc,
  auroc,
  createRanking,
  humanThreshold,
  tprAtFpr,
  truePositiveRate,
} from "../../src/statistics/ranking.ts";

const humans = [0.1, 0.2, 0.2, 0.35, 0.4, 0.6, 0.61, 0.9];
const ais = [0.2, 0.5, 0.6, 0.7, 0.95];
const ranking = createRanking([...humans, ...ais], [...humans.map(() => 0), ...ais.map(() => 1)]);
/** Deterministic scores in [0, 1), also written in numpy for the references. */
const spread = (n: number, factor: number, modulus: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => ((i * factor) % modulus) / modulus);

describe("area under the ROC curve", () => {
  // roc_auc_score([0]*8 + [1]*5, humans + ais), scikit-learn 1.9.1
  test("agrees with scikit-learn when scores tie", () => {
    expect(auroc(humans, ais)).toBeCloseTo(0.6875, 12);
  });

  // roc_auc_score(..., sample_weight=[2,0,1,1,3,1,0,1, 0,2,1,1,1])
  test("agrees with scikit-learn when rows are weighted", () => {
    expect(areaUnderRoc(ranking, [2, 0, 1, 1, 3, 1, 0, 1, 0, 2, 1, 1, 1])).toBeCloseTo(0.8555555555555556, 12);
  });

  test("is a half when all scores are equal and undefined when a side is empty", () => {
    expect(auroc([1, 1], [1, 1, 1])).toBe(0.5);
    expect(auroc([1, 2], [])).toBeNaN();
  });

  test("a NaN score is refused by name", () => {
    expect(() => auroc([0.2, Number.NaN], [1])).toThrow(/Score 1 of 3 is NaN/);
  });
});

describe("true positive rate at a false positive rate", () => {
  // H=((np.arange(2000)*7919)%2003)/2003; A=((np.arange(500)*104729)%1009)/1009*.7+.45
  // k=math.ceil(round((n+1)*(1-r),9)); np.mean(A > sorted(H)[k-1]) for r in (.001,.01,.05)
  test("agrees with the definition written in numpy", () => {
    const human = spread(2000, 7919, 2003);
    const ai = spread(500, 104729, 1009).map((score) => score * 0.7 + 0.45);
    expect([0.001, 0.01, 0.05].map((rate) => tprAtFpr(human, ai, rate))).toEqual([0.226, 0.23, 0.29]);
  });

  test("19 people allow 5 %, 18 do not", () => {
    const people = Array.from({ length: 19 }, (_, i) => i);
    expect(tprAtFpr(people, [18, 18.5, 20], 0.05)).toBeCloseTo(2 / 3, 12);
    expect(tprAtFpr(people.slice(1), [100], 0.05)).toBeNaN();
    expect(humanThreshold(people, 0.05)).toBe(18);
    expect(humanThreshold(people.slice(1), 0.05)).toBe(Infinity);
  });

  test("999 people allow 0.1 %", () => {
    const people = Array.from({ length: 999 }, (_, i) => i);
    expect(tprAtFpr(people, [998, 999], 0.001)).toBe(0.5);
  });

  test("a score equal to the threshold does not exceed it", () => {
    expect(tprAtFpr([0, 1, 1, 1], [1, 1, 1.5], 0.5)).toBeCloseTo(1 / 3, 12);
  });

  test("a row of weight two is worth the row written twice", () => {
    const weights = [1, 2, 1, 1, 3, 1, 1, 2, 1, 2, 1, 1, 1];
    const repeat = (values: number[], from: number): number[] =>
      values.flatMap((value, i) => Array.from({ length: weights[from + i]! }, () => value));
    for (const rate of [0.1, 0.25, 0.5])
      expect(truePositiveRate(ranking, rate, weights)).toBeCloseTo(
        tprAtFpr(repeat(humans, 0), repeat(ais, humans.length), rate),
        12,
      );
  });
});
