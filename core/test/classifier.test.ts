import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Classifier, TreeClassifier } from "whowrote/classifier";
import { createBoostedTrees } from "whowrote/classifier/boosted-trees";
import { createForest } from "whowrote/classifier/forest";
import { readClassifier } from "whowrote/classifier/index";
import type { TreeEnsemble } from "whowrote/classifier/tree-ensemble";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";
import { anyFeatures, anyTrees, ensembleOf, featureCount } from "./classifier/trees.ts";

const kinds = {
  forest: createForest,
  "boosted-trees": (trees) => createBoostedTrees(trees, -0.3),
} satisfies Record<TreeClassifier["kind"], (trees: TreeEnsemble) => Classifier>;

describe.each(Object.entries(kinds))("every classifier of trees, here %s,", (kind, create) => {
  test("gives contributions that sum to its score", () => {
    fc.assert(
      fc.property(anyTrees, anyFeatures, (trees, features) => {
        const classifier = create(ensembleOf(featureCount, trees));
        const { bias, values } = classifier.contribute(features);
        expect(values).toHaveLength(featureCount);
        const sum = values.reduce((total, value) => total + value, bias);
        expect(Math.abs(sum - classifier.predict(features))).toBeLessThan(1e-6);
      }),
      { numRuns: 500 },
    );
  });

  test("credits nothing to a feature that no tree asks for", () => {
    fc.assert(
      fc.property(anyTrees, anyFeatures, (trees, features) => {
        const wider = create(ensembleOf(featureCount + 1, trees));
        expect(wider.contribute([...features, 7]).values[featureCount]).toBe(0);
      }),
    );
  });

  test("gives a finite score even when nothing was measured", () => {
    fc.assert(
      fc.property(anyTrees, (trees) => {
        const score = create(ensembleOf(featureCount, trees)).predict(new Float64Array(featureCount).fill(Number.NaN));
        expect(score).toSatisfy(Number.isFinite);
      }),
    );
  });

  test("comes back from a tensor file with equal predictions and equal bytes", () => {
    fc.assert(
      fc.property(anyTrees, anyFeatures, (trees, features) => {
        const classifier = create(ensembleOf(featureCount, trees));
        const bytes = encodeTensors(classifier.toTensors());
        const read = readClassifier(kind as Classifier["kind"], decodeTensors(bytes).tensors);
        expect(read.kind).toBe(kind);
        expect(read.featureCount).toBe(featureCount);
        expect(read.predict(features)).toBe(classifier.predict(features));
        expect(read.contribute(features)).toEqual(classifier.contribute(features));
        expect(encodeTensors(read.toTensors())).toEqual(bytes);
      }),
    );
  });

  test("refuses a row with another number of features", () => {
    const classifier = create(ensembleOf(2, [[0.5, 1]]));
    expect(() => classifier.predict([1])).toThrow("A classifier of 2 features got 1; measure with the signals");
    expect(() => classifier.contribute([1, 2, 3])).toThrow("A classifier of 2 features got 3");
  });

  test("refuses a checkpoint that lacks a tensor", () => {
    const tensors = create(ensembleOf(2, [[0.5, 1]])).toTensors();
    for (const name of Object.keys(tensors)) {
      const { [name]: _, ...others } = tensors;
      expect(() => readClassifier(kind as Classifier["kind"], others)).toThrow(name);
    }
  });
});
