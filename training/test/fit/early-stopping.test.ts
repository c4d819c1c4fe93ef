import { binFeatures } from "@whowrote/training/fit/binned-features";
import { fitBoostedTrees } from "@whowrote/training/fit/boosted-trees";
import { areaUnderCurve, validationMetrics } from "@whowrote/training/fit/validation-metric";
import { describe, expect, test } from "vitest";
import { encodeTensors } from "whowrote/tensor-file";
import { rowsBetween, toyRows } from "./toy-rows.ts";

describe("the area under the curve", () => {
  test("counts the pairs in the right order, ties half", () => {
    // Pairs of {3, 1} with {2, 1}: 3>2, 3>1, 1<2, 1=1: 2.5 of 4
    expect(areaUnderCurve(Float64Array.of(3, 1), Float64Array.of(2, 1))).toBe(0.625);
  });

  test("is a half without pairs", () => {
    expect(areaUnderCurve(Float64Array.of(), Float64Array.of(1))).toBe(0.5);
  });
});

test("the log-loss weighs its rows", () => {
  const features = binFeatures({ rows: 2, columns: 1, values: Float32Array.of(0, 1) });
  const data = { features, labels: Uint8Array.of(1, 0), weights: Float32Array.of(3, 1) };
  // Probabilities 0.9 of label 1 and 0.8 of label 1: (3 x -ln 0.9 + 1 x -ln 0.2) / 4 = 0.481380
  const scores = Float64Array.of(Math.log(9), Math.log(4));
  expect(validationMetrics["log-loss"](data, Uint32Array.of(0, 1), scores).shown).toBeCloseTo(0.48138, 5);
});

describe.each(["auroc", "log-loss"] as const)("early stopping by %s", (metric) => {
  const { matrix, labels } = toyRows(900, 9);
  const features = binFeatures(matrix);
  const data = { features, labels, rows: rowsBetween(0, 400) };
  const options = { trees: 400, learningRate: 0.5, threads: 1 };

  test("ends the fit and keeps the best number of trees", async () => {
    const seen: number[] = [];
    const classifier = await fitBoostedTrees(
      data,
      { ...options, earlyStopping: { rows: rowsBetween(400, 900), metric, patience: 10 } },
      { onProgress: ({ validation }) => seen.push(validation!) },
    );
    const best = metric === "auroc" ? Math.max(...seen) : Math.min(...seen);
    expect(seen.length).toBeLessThan(400);
    expect(classifier.treeCount).toBe(seen.indexOf(best) + 1);
    expect(seen.length).toBe(classifier.treeCount + 10);
  });

  test("reports what the classifier then scores on those rows", async () => {
    const seen: number[] = [];
    const rows = rowsBetween(400, 900);
    const classifier = await fitBoostedTrees(
      data,
      { ...options, earlyStopping: { rows, metric, patience: 10 } },
      { onProgress: ({ validation }) => seen.push(validation!) },
    );
    const scores = Float64Array.from({ length: 900 }, (_, row) =>
      classifier.predict(matrix.values.subarray(row * 6, row * 6 + 6)),
    );
    expect(validationMetrics[metric](data, rows, scores).shown).toBeCloseTo(seen[classifier.treeCount - 1]!, 9);
  });

  test("learns nothing from those rows", async () => {
    const stopping = { rows: rowsBetween(400, 900), metric, patience: 400 };
    const stopped = await fitBoostedTrees(data, { ...options, trees: 30, earlyStopping: stopping });
    const free = await fitBoostedTrees(data, { ...options, trees: stopped.treeCount });
    expect(encodeTensors(stopped.toTensors())).toEqual(encodeTensors(free.toTensors()));
  });
});
