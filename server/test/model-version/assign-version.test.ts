import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignVersion } from "../../src/model-version/assign-version.ts";

const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 });
const toShares = (list: readonly number[]) => list.map((weight, at) => ({ version: `v${at}`, weight }));
const keys = Array.from({ length: 400 }, (_, at) => `key-${at}`);

describe("assignVersion", () => {
  test("gives a caller the same version every time, in whatever order the shares stand", () => {
    fc.assert(
      fc.property(weights, fc.string(), (list, key) => {
        const shares = toShares(list);
        expect(assignVersion(shares.toReversed(), key)).toBe(assignVersion(shares, key));
      }),
    );
  });

  test("moves callers only to a version whose weight grows, and only away from one whose weight shrinks", () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0.01, max: 2, noNaN: true }), (list, weight) => {
        const before = toShares(list);
        const after = before.map((share, at) => (at === 0 ? { ...share, weight } : share));
        for (const key of keys) {
          const [from, to] = [assignVersion(before, key), assignVersion(after, key)];
          if (from !== to) expect(weight > list[0]! ? to : from).toBe("v0");
        }
      }),
      { numRuns: 30 },
    );
  });

  test("leaves everybody where they are when a version of weight 0 is added", () => {
    fc.assert(
      fc.property(weights, fc.string(), (list, key) => {
        const shares = toShares(list);
        expect(assignVersion([...shares, { version: "new", weight: 0 }], key)).toBe(assignVersion(shares, key));
      }),
    );
  });

  test("gives each version its share of 20,000 callers", () => {
    const shares = [
      { version: "a", weight: 0.7 },
      { version: "b", weight: 0.25 },
      { version: "c", weight: 0.05 },
    ];
    const chosen = Array.from({ length: 20_000 }, (_, at) => assignVersion(shares, `192.0.2.${at}`));
    for (const { version, weight } of shares) {
      const share = chosen.filter((one) => one === version).length / chosen.length;
      // Five standard errors of a share of 20,000.
      expect(Math.abs(share - weight)).toBeLessThan(5 * Math.sqrt((weight * (1 - weight)) / chosen.length));
    }
  });

  test("refuses to choose among nothing", () => {
    expect(() => assignVersion([{ version: "a", weight: 0 }], "key")).toThrow("No version has a weight above 0");
  });
});
