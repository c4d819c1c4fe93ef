import fc from "fast-check";
import { expect, test } from "vitest";
import { batchByLength, restoreOrder } from "../../src/window/batches.ts";

const lengths = fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 200 });
const limits = fc.record({ tokensPerBatch: fc.integer({ min: 1, max: 5000 }), most: fc.integer({ min: 1, max: 40 }) });

test("every sequence is in one batch, and only one that is too long alone breaks the limits", () => {
  fc.assert(
    fc.property(lengths, limits, (given, { tokensPerBatch, most }) => {
      const batches = batchByLength(given, { tokensPerBatch, most });
      expect(batches.flatMap(({ items }) => items).sort((a, b) => a - b)).toEqual([...given.keys()]);
      for (const { items, length } of batches) {
        expect(length).toBe(Math.max(...items.map((item) => given[item]!)));
        expect(items.length).toBeLessThanOrEqual(most);
        if (items.length > 1) expect(items.length * length).toBeLessThanOrEqual(tokensPerBatch);
      }
    }),
  );
});

test("results come back in the order of the sequences", () => {
  fc.assert(
    fc.property(lengths, limits, (given, options) => {
      const batches = batchByLength(given, options);
      const results = batches.map(({ items }) => items.map((item) => `result ${item}`));
      expect(restoreOrder(batches, results)).toEqual(given.map((_, item) => `result ${item}`));
    }),
  );
});

test("padding is small: files and functions mixed waste less than 5 %", () => {
  const mixed = Array.from({ length: 1000 }, (_, at) => 20 + ((at * 7919) % 490));
  const batches = batchByLength(mixed, { tokensPerBatch: 8192 });
  const padded = batches.reduce((sum, { items, length }) => sum + items.length * length, 0);
  expect(padded / mixed.reduce((sum, length) => sum + length, 0)).toBeLessThan(1.05);
});

test("equal lengths keep their order, and the longest come first", () => {
  expect(batchByLength([3, 9, 3, 9, 3], { tokensPerBatch: 18 })).toEqual([
    { items: [1, 3], length: 9 },
    { items: [0, 2, 4], length: 3 },
  ]);
});

test.each([{ tokensPerBatch: 0 }, { tokensPerBatch: 10, most: 0 }])("%j is refused", (options) => {
  expect(() => batchByLength([1], options)).toThrow(/holds nothing/);
});
