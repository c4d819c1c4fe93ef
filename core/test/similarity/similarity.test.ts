import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { EditId } from "../../src/edit.ts";
import { edits } from "../../src/edit/index.ts";
import type { LanguageId } from "../../src/language.ts";
import { cosine } from "../../src/similarity/cosine.ts";
import { fingerprint } from "../../src/similarity/fingerprint.ts";
import { resemblance } from "../../src/similarity/resemblance.ts";
import { readAnatomy } from "../read-anatomy.ts";

const example = (name: string): string => readFileSync(new URL(`../../../examples/${name}`, import.meta.url), "utf8");

const files: readonly (readonly [LanguageId, string])[] = [
  ["python", "assistant/inventory_manager.py"],
  ["typescript", "assistant/rateLimiter.ts"],
  ["java", "assistant/BankAccountService.java"],
  ["c", "plain/ring.c"],
  ["go", "plain/feed.go"],
  ["ruby", "plain/mailq.rb"],
];

async function compare(a: string, b: string, language: LanguageId, other = language) {
  return resemblance(fingerprint(await readAnatomy(a, language)), fingerprint(await readAnatomy(b, other)));
}

describe.each(files)("in %s", (language, name) => {
  const text = example(name);

  test.each<EditId>(["rename-identifiers", "strip-comments", "reformat", "tabs"])(
    "%s leaves a copy alike",
    async (id) => {
      const copy = edits[id].apply(await readAnatomy(text, language), 1);
      expect((await compare(text, copy, language))!.similarity).toBeGreaterThan(0.9);
    },
  );

  test("dead code between the lines leaves a copy more like it than anything unrelated", async () => {
    const copy = edits["insert-dead-code"].apply(await readAnatomy(text, language), 1);
    expect((await compare(text, copy, language))!.similarity).toBeGreaterThan(0.4);
  });

  test("the first half of a file is within the file, though the cut breaks its last part", async () => {
    const lines = text.split("\n");
    const half = lines.slice(0, lines.length / 2).join("\n");
    const { within, similarity } = (await compare(half, text, language))!;
    expect(within[0]).toBeGreaterThan(0.7);
    expect(within[1]).toBeLessThan(0.75);
    expect(similarity).toBeLessThan(0.75);
  });
});

test("every name may change, and its form too", async () => {
  const [, name] = files[0]!;
  const anatomy = await readAnatomy(example(name), "python");
  let copy = "";
  let at = 0;
  const names = new Map<string, string>();
  for (const token of anatomy.tokens) {
    if (token.kind !== "identifier") continue;
    // Of every form that a name can have.
    const form = ["x", "some_value_of_it", "someThing", "Thing", "TOP"][names.size % 5]!;
    const other = names.get(token.text) ?? form + "q".repeat(names.size);
    names.set(token.text, other);
    copy += anatomy.text.slice(at, token.start) + other;
    at = token.end;
  }
  copy += anatomy.text.slice(at);
  expect(names.size).toBeGreaterThan(50);
  expect((await compare(anatomy.text, copy, "python"))!.similarity).toBeGreaterThan(0.95);
});

test.each<[LanguageId, string, string]>([
  ["python", "assistant/inventory_manager.py", "plain/tailer.py"],
  ["typescript", "assistant/rateLimiter.ts", "plain/picker.js"],
])("unrelated code of %s is not alike", async (language, a, b) => {
  expect((await compare(example(a), example(b), language))!.similarity).toBeLessThan(0.05);
});

test("JavaScript is alike to itself read as TypeScript", async () => {
  const text = example("plain/picker.js");
  expect((await compare(text, text, "javascript", "typescript"))!.similarity).toBeGreaterThan(0.9);
});

test("licence and imports are not compared", async () => {
  const header =
    "# Copyright 2020 Somebody\n# Licensed under MIT\nimport os, sys, json, re\nfrom a import b, c, d, e, f\n";
  const [a, b] = [example("assistant/inventory_manager.py"), example("plain/tailer.py")];
  expect(await compare(header + a, header + b, "python")).toEqual(await compare(a, b, "python"));
});

test("a text of a few words has nothing to compare", async () => {
  expect(await compare("x = 1\n", example("plain/tailer.py"), "python")).toBeUndefined();
});

test("cosines are between -1 and 1, and 0 for nothing", () => {
  const of = (a: number[], b: number[]): number => cosine(Float32Array.from(a), Float32Array.from(b));
  expect(of([3, 4], [6, 8])).toBeCloseTo(1, 6);
  expect(of([3, 4], [-3, -4])).toBeCloseTo(-1, 6);
  expect(of([1, 0], [0, 2])).toBe(0);
  expect(of([0, 0], [1, 2])).toBe(0);
});
