import { binFeatures } from "@whowrote/training/fit/binned-features";
import { fitBoostedTrees } from "@whowrote/training/fit/boosted-trees";
import { fitForest } from "@whowrote/training/fit/forest";
import type { FitHooks, FitProgress, TreeData } from "@whowrote/training/fit/tree-data";
import { areaUnderCurve } from "@whowrote/training/fit/validation-metric";
import { describe, expect, test } from "vitest";
import type { Classifier } from "whowrote/classifier";
import { encodeTensors } from "whowrote/tensor-file";
import { rowsBetween, toyRows } from "./toy-rows.ts";

interface CommonOptions {
  readonly trees?: number;
  readonly seed?: number;
  readonly threads?: number;
}

/** Every way to fit trees; `plain` draws no rows, counts no rows, and makes no nodes so small that splits tie. */
const ways = {
  forest: {
    fit: fitForest,
    plain: (data: TreeData) => fitForest(data, { trees: 5, bootstrap: false, minLeafRows: 1, maxDepth: 4, threads: 1 }),
  },
  "boosted trees": {
    fit: fitBoostedTrees,
    plain: (data: TreeData) => fitBoostedTrees(data, { trees: 5, rowSample: 1, maxDepth: 4, threads: 1 }),
  },
} satisfies Record<
  string,
  {
    fit: (data: TreeData, options?: CommonOptions, hooks?: FitHooks) => Promise<Classifier>;
    plain: (data: TreeData) => Promise<Classifier>;
  }
>;

const { matrix, labels } = toyRows(1200, 5);
const features = binFeatures(matrix);
const data: TreeData = { features, labels, rows: rowsBetween(0, 800) };
const rowOf = (row: number) => matrix.values.subarray(row * 6, row * 6 + 6);
const bytesOf = (classifier: Classifier) => Buffer.from(encodeTensors(classifier.toTensors())).toString("base64");

describe.each(Object.entries(ways))("fitting a %s", (_, { fit, plain }) => {
  test("learns what tells the labels apart on rows it has not seen", async () => {
    const classifier = await fit(data, { trees: 60, threads: 1 });
    const scores = (label: number) =>
      Float64Array.from(
        rowsBetween(800, 1200).filter((row) => labels[row] === label),
        (row) => classifier.predict(rowOf(row)),
      );
    expect(areaUnderCurve(scores(1), scores(0))).toBeGreaterThan(0.9);
  });

  test("gives the same bytes for a seed, whatever the number of threads", async () => {
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map((threads) => fit(data, { trees: 8, seed: 7, threads }).then(bytesOf)),
    );
    expect(two).toBe(one);
    expect(three).toBe(one);
  });

  test("gives other trees for another seed", async () => {
    const one = await fit(data, { trees: 3, seed: 1, threads: 1 });
    const other = await fit(data, { trees: 3, seed: 2, threads: 1 });
    expect(bytesOf(other)).not.toBe(bytesOf(one));
  });

  test("takes a row of weight 3 for three rows", async () => {
    const weights = Float32Array.from({ length: 1200 }, (_item, row) => (row % 4 === 0 ? 3 : row % 4 === 1 ? 0 : 1));
    const repeated = Array.from(rowsBetween(0, 800)).flatMap((row) => Array.from({ length: weights[row]! }, () => row));
    const weighted = await plain({ ...data, weights });
    const duplicated = await plain({
      features: binFeatures({
        rows: repeated.length,
        columns: 6,
        values: Float32Array.from(repeated.flatMap((row) => [...rowOf(row)])),
      }),
      labels: Uint8Array.from(repeated, (row) => labels[row]!),
    });
    for (let row = 0; row < 1200; row++)
      expect(weighted.predict(rowOf(row))).toBeCloseTo(duplicated.predict(rowOf(row)), 3);
    expect(bytesOf(weighted)).not.toBe(bytesOf(await plain(data)));
  });

  test("looks at no row that was not asked for", async () => {
    const poisoned = labels.map((label, row) => (row < 800 ? label : 1 - label));
    expect(bytesOf(await plain({ ...data, labels: poisoned }))).toBe(bytesOf(await plain(data)));
  });

  test("learns from what was not measured", async () => {
    const holes = {
      rows: 100,
      columns: 1,
      values: Float32Array.from({ length: 100 }, (_item, row) => (row % 2 ? Number.NaN : row)),
    };
    const classifier = await plain({
      features: binFeatures(holes),
      labels: Uint8Array.from({ length: 100 }, (_item, row) => row % 2),
    });
    expect(classifier.predict([Number.NaN])).toBeGreaterThan(classifier.predict([40]) + 0.5);
  });

  test("tells how far it is after each tree", async () => {
    const seen: FitProgress[] = [];
    await fit(data, { trees: 4, threads: 2 }, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ trees, totalTrees }) => [trees, totalTrees])).toEqual([1, 2, 3, 4].map((trees) => [trees, 4]));
  });

  test.each([1, 2])("ends with the reason of an abort, on %i threads", async (threads) => {
    const abort = new AbortController();
    const reason = new Error("enough");
    let trees = 0;
    const fitted = fit(
      data,
      { trees: 100_000, threads },
      { signal: abort.signal, onProgress: () => ++trees === 3 && abort.abort(reason) },
    );
    await expect(fitted).rejects.toBe(reason);
    expect(trees).toBeLessThan(100_000);
  });

  test("refuses labels that are not one per row", async () => {
    await expect(fit({ features, labels: new Uint8Array(3) })).rejects.toThrow("3 labels came with 1200 rows");
  });

  test("refuses rows of one class", async () => {
    await expect(fit({ features, labels: new Uint8Array(1200).fill(1) })).rejects.toThrow(
      "None of the 1200 rows to fit has label 0",
    );
  });

  test("refuses a row that is not there", async () => {
    await expect(fit({ ...data, rows: Uint32Array.of(0, 5000) })).rejects.toThrow(
      "Row 5000 was asked for, but there are 1200",
    );
  });

  test("refuses a row that is listed twice", async () => {
    await expect(fit({ ...data, rows: Uint32Array.of(3, 4, 3) })).rejects.toThrow(
      "Row 3 was listed twice; give it the weight 2",
    );
  });

  test("refuses a weight below 0", async () => {
    const weights = new Float32Array(1200).fill(1).with(7, -2);
    await expect(fit({ ...data, weights })).rejects.toThrow("Row 7 has the weight -2; a weight is 0 or more.");
  });

  test("refuses an option out of its range, by name", async () => {
    await expect(fit(data, { trees: 0 })).rejects.toThrow("The option trees is 0; it must be a whole number above 0.");
  });
});
