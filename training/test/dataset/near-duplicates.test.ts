import { expect, test } from "vitest";
import { createRandom } from "whowrote/random";
import { NearDuplicateFinder } from "../../src/dataset/near-duplicates.ts";
import { createShingles, measureJaccard } from "../../src/dataset/shingles.ts";

const words = (count: number, from = 0): string => Array.from({ length: count }, (_, at) => `w${from + at}`).join(" ");
const find = (texts: readonly string[]) => {
  const finder = new NearDuplicateFinder();
  for (const text of texts) finder.add(text);
  return finder.find();
};
const similarity = (one: string, other: string): number => measureJaccard(createShingles(one), createShingles(other));

test("a text of n different tokens has n - 4 shingles, a short one has one", () => {
  expect(createShingles(words(30)).length).toBe(26);
  expect(createShingles("a b").length).toBe(1);
  expect(createShingles("").length).toBe(1);
});

test("tokens are words and single signs, and white space does not count", () => {
  expect(similarity("foo(bar, 12) + x", "foo ( bar,\n\t12 )+x")).toBe(1);
  expect(similarity("foo(bar, 12) + x", "foo(bar, 13) + x")).toBeLessThan(0.5);
});

test("the similarity of texts that share 16 of 26 and 26 shingles is 16 / 36", () => {
  expect(similarity(words(30), words(30, 10))).toBeCloseTo(16 / 36);
});

/** A text of 200 tokens with some of them changed, far apart: each change takes 5 shingles out and puts 5 in. */
const changed = (seed: number, changes: number): string => {
  const random = createRandom(seed);
  const tokens = Array.from({ length: 200 }, () => `t${Math.floor(random() * 1e6)}`);
  for (let at = 0; at < changes; at++) tokens[10 + at * 20] = `changed${at}`;
  return tokens.join(" ");
};

test("texts of similarity .8 and more are found, and those below are not", () => {
  // 4 changes: 176 / 216 = .815; 5 changes: 171 / 221 = .774
  for (let seed = 0; seed < 40; seed++) {
    const { clusters, pairs } = find([changed(seed, 0), changed(seed, 4), changed(seed, 0) + words(60)]);
    expect([...clusters]).toEqual([0, 0, 2]);
    expect(pairs).toEqual([{ one: 0, other: 1, jaccard: 176 / 216 }]);
    expect([...find([changed(seed, 0), changed(seed, 5)]).clusters]).toEqual([0, 1]);
  }
});

test("a cluster connects texts that are similar only through others", () => {
  const texts = [changed(1, 0), changed(1, 3), changed(1, 6), changed(2, 0)];
  expect(similarity(texts[0]!, texts[2]!)).toBeLessThan(0.8);
  expect([...find(texts).clusters]).toEqual([0, 0, 0, 3]);
});
