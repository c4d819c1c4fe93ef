import { describe, expect, test } from "vitest";
import { createBoostedTrees } from "whowrote/classifier/boosted-trees";
import { createForest } from "whowrote/classifier/forest";
import { createTreeEnsemble, type TreeNodes } from "whowrote/classifier/tree-ensemble";
import { treesFromTensors, treesToTensors } from "whowrote/classifier/tree-tensors";
import { ensembleOf, type Tree } from "./trees.ts";

// Feature 0 <= 2 ? (feature 1 <= 0 ? 0.1 : 0.5) : 0.9. Means: inner (0.1 x 30 + 0.5 x 10) / 40 = 0.2,
// root (0.2 x 40 + 0.9 x 60) / 100 = 0.62.
const tree: Tree = {
  feature: 0,
  threshold: 2,
  left: { feature: 1, threshold: 0, left: [0.1, 30], right: [0.5, 10] },
  right: [0.9, 60],
};

describe("trees", () => {
  test("send a value equal to the threshold left and a greater one right", () => {
    const forest = createForest(ensembleOf(2, [tree]));
    expect(forest.meanProbability([2, 0])).toBeCloseTo(0.1, 6);
    expect(forest.meanProbability([2, 0.001])).toBeCloseTo(0.5, 6);
    expect(forest.meanProbability([2.001, 0])).toBeCloseTo(0.9, 6);
  });

  test("send NaN left at every split", () => {
    const forest = createForest(ensembleOf(2, [tree]));
    expect(forest.meanProbability([Number.NaN, 1])).toBeCloseTo(0.5, 6);
    expect(forest.meanProbability([Number.NaN, Number.NaN])).toBeCloseTo(0.1, 6);
  });

  test("part NaN from every number at a threshold of -Infinity", () => {
    const forest = createForest(ensembleOf(1, [{ feature: 0, threshold: -Infinity, left: [0.2, 1], right: [0.7, 1] }]));
    expect(forest.meanProbability([Number.NaN])).toBeCloseTo(0.2, 6);
    expect(forest.meanProbability([-1e30])).toBeCloseTo(0.7, 6);
  });

  test("see features in single precision, as in training", () => {
    const forest = createForest(
      ensembleOf(1, [{ feature: 0, threshold: Math.fround(0.1), left: [0.2, 1], right: [0.7, 1] }]),
    );
    expect(0.1).toBeLessThan(Math.fround(0.1));
    expect(forest.meanProbability([Math.fround(0.1) + 1e-12])).toBeCloseTo(0.2, 6);
  });

  test("credit each step's change of the mean to the feature asked", () => {
    const { bias, values } = createForest(ensembleOf(2, [tree])).contributeProbability([1, 1]);
    expect(bias).toBeCloseTo(0.62, 6);
    expect(values[0]).toBeCloseTo(0.2 - 0.62, 6);
    expect(values[1]).toBeCloseTo(0.5 - 0.2, 6);
  });
});

describe("a forest", () => {
  test("scores the log-odds of its trees' mean", () => {
    // (0.9 + 0.3) / 2 = 0.6; ln(0.6 / 0.4) = 0.405465
    expect(createForest(ensembleOf(2, [tree, [0.3, 1]])).predict([3, 0])).toBeCloseTo(0.405465, 6);
  });

  test("turns shares of the probability into shares of the score by one factor", () => {
    // From 0.62 (0.489548) to 0.5 (0): the factor is 0.489548 / 0.12 = 4.079567
    const { bias, values } = createForest(ensembleOf(2, [tree])).contribute([1, 1]);
    expect(bias).toBeCloseTo(0.489548, 5);
    expect(values[0]).toBeCloseTo(-0.42 * 4.079567, 5);
    expect(values[1]).toBeCloseTo(0.3 * 4.079567, 5);
  });

  test("stays finite when all trees are sure", () => {
    const forest = createForest(ensembleOf(1, [[1, 5]]));
    // ln(0.999999 / 0.000001)
    expect(forest.predict([0])).toBeCloseTo(13.81551, 5);
  });
});

test("boosted trees add up to the score from their base", () => {
  const boosted = createBoostedTrees(ensembleOf(2, [tree, [-0.25, 1]]), 0.5);
  expect(boosted.predict([3, 0])).toBeCloseTo(0.5 + 0.9 - 0.25, 6);
  const { bias, values } = boosted.contribute([3, 0]);
  expect(bias).toBeCloseTo(0.5 + 0.62 - 0.25, 6);
  expect([...values]).toEqual([expect.closeTo(0.28, 6), 0]);
});

describe("stored trees", () => {
  test("take 2 bytes a split and 5 a leaf that fits half precision", () => {
    const tensors = treesToTensors(ensembleOf(2, [{ feature: 1, threshold: 0.5, left: [0.25, 3], right: [0.5, 1] }]));
    const bytes = (name: string) => tensors[name]!.data.byteLength;
    expect(bytes("trees.feature")).toBe(3);
    expect(bytes("trees.bin")).toBe(1);
    expect(bytes("trees.leaf-value") + bytes("trees.leaf-cover")).toBe(2 * (2 + 2));
  });

  test("keep a leaf that half precision would change", () => {
    const value = Math.fround(1 / 3);
    const read = treesFromTensors(treesToTensors(ensembleOf(1, [[value, 1]])));
    expect(read.value[0]).toBe(value);
  });

  test("keep apart more than 256 thresholds of a feature", () => {
    const trees = Array.from({ length: 300 }, (_, at): Tree => ({
      feature: 0,
      threshold: at,
      left: [0, 1],
      right: [1, 1],
    }));
    const read = treesFromTensors(treesToTensors(ensembleOf(1, trees)));
    expect(createForest(read).meanProbability([99.5])).toBeCloseTo(100 / 300, 6);
  });

  test.each(["trees.feature", "trees.bin", "trees.edge", "trees.leaf-value", "trees.leaf-cover"])(
    "are refused when %s is cut short",
    (name) => {
      const tensors = treesToTensors(ensembleOf(2, [tree]));
      const data = tensors[name]!.data.slice(1);
      expect(() => treesFromTensors({ ...tensors, [name]: { ...tensors[name]!, shape: [data.length], data } })).toThrow(
        /^The trees of this classifier cannot be read: the tensor "trees\./,
      );
    },
  );

  test("are refused when a bin is beyond its table", () => {
    const tensors = treesToTensors(ensembleOf(2, [tree]));
    const bins = { shape: [2], data: Uint8Array.of(0, 9) };
    expect(() => treesFromTensors({ ...tensors, "trees.bin": bins })).toThrow("node 1 has bin 9 of feature 1");
  });
});

describe("trees too large to walk", () => {
  test("are refused: more than 4,096 features", () => {
    expect(() => createForest(ensembleOf(4097, [[0.5, 1]]))).toThrow(
      "Trees of 4097 features and 1 nodes are too large",
    );
  });

  test("are fine with 4,096 features", () => {
    const forest = createForest(ensembleOf(4096, [{ feature: 4095, threshold: 0, left: [0.2, 1], right: [0.7, 1] }]));
    expect(forest.meanProbability(new Float32Array(4096).fill(1, 4095))).toBeCloseTo(0.7, 6);
    expect(forest.meanProbability(new Float32Array(4096).fill(1, 0, 4095))).toBeCloseTo(0.2, 6);
  });
});

describe("nodes that are no trees", () => {
  const nodes = (feature: number[], nodeCounts = [feature.length]): TreeNodes => ({
    featureCount: 2,
    nodeCounts: Uint32Array.from(nodeCounts),
    feature: Int32Array.from(feature),
    threshold: new Float32Array(feature.length),
    value: new Float32Array(feature.length),
    cover: new Float32Array(feature.length).fill(1),
  });

  test.each([
    ["a split without children", [0]],
    ["a split with one child", [0, -1]],
    ["two roots", [-1, -1]],
  ])("are refused: %s", (_, feature) => {
    expect(() => createTreeEnsemble(nodes(feature))).toThrow("Tree 0 of the classifier does not close");
  });

  test("are refused: a feature that does not exist", () => {
    expect(() => createTreeEnsemble(nodes([2, -1, -1]))).toThrow("Node 0 asks for feature 2 of 2");
  });
});
