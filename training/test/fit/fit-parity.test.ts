import { readFileSync } from "node:fs";
import { fitBoostedTrees } from "@whowrote/training/fit/boosted-trees";
import { fitForest } from "@whowrote/training/fit/forest";
import { describe, expect, test } from "vitest";
import { createForest } from "whowrote/classifier/forest";
import { createTreeEnsemble } from "whowrote/classifier/tree-ensemble";
import { crossValidate, featureMatrix, rowOf, type Quality } from "./breast-cancer.ts";

interface ExportedForest {
  readonly trees: readonly { feature: number[]; threshold: number[]; value: number[]; cover: number[] }[];
  readonly rows: readonly number[];
  readonly probability: readonly number[];
  readonly bias: readonly number[];
  readonly contributions: readonly (readonly number[])[];
}

// python training/test/fit/reference_sklearn.py  (scikit-learn 1.9.1, lightgbm 4.7.0, treeinterpreter 0.2.3)
const reference = JSON.parse(readFileSync(new URL("fixtures/reference_sklearn.json", import.meta.url), "utf8")) as {
  readonly hardFeatures: readonly number[];
  readonly forest: Readonly<Record<"all" | "hard", Quality>>;
  readonly boostedTrees: Readonly<Record<"all" | "hard", Quality>>;
  readonly exported: ExportedForest;
};

describe("a forest of scikit-learn", () => {
  const { trees, rows, probability, bias, contributions } = reference.exported;
  const join = (field: "feature" | "threshold" | "value" | "cover") => trees.flatMap((tree) => tree[field]);
  const forest = createForest(
    createTreeEnsemble({
      featureCount: 30,
      nodeCounts: Uint32Array.from(trees, (tree) => tree.feature.length),
      feature: Int32Array.from(join("feature")),
      threshold: Float32Array.from(join("threshold")),
      value: Float32Array.from(join("value")),
      cover: Float32Array.from(join("cover")),
    }),
  );
  const matrix = featureMatrix();

  test("gives its predict_proba here", () => {
    for (const [at, row] of rows.entries())
      expect(Math.abs(forest.meanProbability(rowOf(matrix, row)) - probability[at]!)).toBeLessThan(1e-6);
  });

  test("gives the contributions of treeinterpreter here", () => {
    for (const [at, row] of rows.entries()) {
      const ours = forest.contributeProbability(rowOf(matrix, row));
      expect(Math.abs(ours.bias - bias[at]!)).toBeLessThan(1e-6);
      for (const [feature, value] of contributions[at]!.entries())
        expect(Math.abs(ours.values[feature]! - value)).toBeLessThan(1e-6);
    }
  });
});

// The tolerances are about three standard deviations between seeds of the reference itself.
describe("on breast cancer data, in five folds,", () => {
  test.each([
    ["all features", "all", { auroc: 0.004, accuracy: 0.012, logLoss: 0.025 }],
    ["four hard features", "hard", { auroc: 0.015, accuracy: 0.03, logLoss: 0.025 }],
  ] as const)("a forest on %s is as good as scikit-learn's", async (_, task, tolerance) => {
    const matrix = featureMatrix(task === "hard" ? reference.hardFeatures : undefined);
    const quality = await crossValidate(matrix, (data) =>
      fitForest(data, { trees: 300, maxDepth: Infinity, minLeafRows: 1, threads: 1 }),
    );
    expectNear(quality, reference.forest[task], tolerance);
  });

  test.each([
    ["all features", "all", { auroc: 0.002, accuracy: 0.012, logLoss: 0.008 }],
    ["four hard features", "hard", { auroc: 0.01, accuracy: 0.02, logLoss: 0.015 }],
  ] as const)("boosted trees on %s are as good as LightGBM's", async (_, task, tolerance) => {
    const matrix = featureMatrix(task === "hard" ? reference.hardFeatures : undefined);
    const quality = await crossValidate(matrix, (data) =>
      fitBoostedTrees(data, {
        trees: 100,
        learningRate: 0.1,
        maxLeaves: 15,
        minChildWeight: 1,
        lambda: 1,
        rowSample: 1,
        columnSample: 1,
        threads: 1,
      }),
    );
    expectNear(quality, reference.boostedTrees[task], tolerance);
  });
});

function expectNear(quality: Quality, expected: Quality, tolerance: Quality): void {
  for (const metric of ["auroc", "accuracy", "logLoss"] as const)
    expect(
      Math.abs(quality[metric] - expected[metric]),
      `${metric} ${quality[metric]} beside ${expected[metric]}`,
    ).toBeLessThan(tolerance[metric]);
}
