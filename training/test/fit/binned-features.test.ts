import { binFeatures, thresholdOf } from "@whowrote/training/fit/binned-features";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const oneColumn = (values: readonly number[]) => ({
  rows: values.length,
  columns: 1,
  values: Float32Array.from(values),
});

describe("binning", () => {
  test("keeps few different values apart, with NaN and -Infinity in bin 0", () => {
    const binned = binFeatures(oneColumn([3, Number.NaN, 1, 1, 8, -Infinity]));
    expect([...binned.edges[0]!]).toEqual([2, 5.5]);
    expect([...binned.bins]).toEqual([2, 0, 1, 1, 3, 0]);
  });

  test("cuts many different values into bins of equal size", () => {
    const binned = binFeatures(oneColumn(Array.from({ length: 1000 }, (_, at) => at)), 4);
    expect([...binned.edges[0]!]).toEqual([249.5, 499.5, 749.5]);
  });

  test("leaves the other values their bins beside a frequent one", () => {
    const values = [...Array.from({ length: 900 }, () => 0), ...Array.from({ length: 99 }, (_, at) => at + 1)];
    expect([...binFeatures(oneColumn(values), 4).edges[0]!]).toEqual([0.5, 33.5, 66.5]);
  });

  test("never uses more bins than it may, and never merges what a bin of its own could hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float(), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 2, max: 255 }),
        (values, most) => {
          const numbers = new Set(values.filter((value) => value > -Infinity).map((value) => value + 0));
          const { edges } = binFeatures(oneColumn(values), most);
          expect(edges[0]!.length).toBeLessThan(most);
          if (numbers.size > 0 && numbers.size <= most) expect(edges[0]!.length).toBe(numbers.size - 1);
        },
      ),
    );
  });

  test("decides by bin as by value, for every row and every split", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 20 }),
        (values, most) => {
          const binned = binFeatures(oneColumn(values), most);
          for (let bin = 0; bin <= binned.edges[0]!.length; bin++)
            for (const [row, value] of values.entries())
              expect(binned.bins[row]! > bin).toBe(value > thresholdOf(binned, 0, bin));
        },
      ),
    );
  });

  test("bins each column by itself", () => {
    const binned = binFeatures({ rows: 2, columns: 2, values: Float32Array.of(1, 70, 2, 60) });
    expect([...binned.bins]).toEqual([1, 2, 2, 1]);
    expect(binned.edges.map((edges) => [...edges])).toEqual([[1.5], [65]]);
  });

  test("refuses a matrix whose size is not rows x columns", () => {
    expect(() => binFeatures({ rows: 2, columns: 2, values: new Float32Array(3) })).toThrow("2 x 2 has 3 values");
  });

  test.each([1, 256, 2.5])("refuses %d bins", (maxBins) => {
    expect(() => binFeatures(oneColumn([1]), maxBins)).toThrow(`maxBins is ${maxBins}; choose`);
  });
});
