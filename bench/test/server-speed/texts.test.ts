import { expect, test } from "vitest";
import { createTexts } from "../../src/server-speed/texts.ts";

const numbered = (name: string, lines: number): string =>
  Array.from({ length: lines }, (_, at) => `${name} ${at}`).join("\n");

const files = [
  { language: "python", code: numbered("a", 63) },
  { language: "go", code: numbered("short", 60) },
  { language: "c", code: numbered("b", 61) },
  { language: "c", code: `${numbered("long", 70)}\n${"x".repeat(500)}` },
  { language: "c", code: `${numbered("nul", 70)}\n\0` },
] as const;

test("every text has 60 lines in the order of its file, and no two are the same", () => {
  const texts = createTexts(files);
  expect(texts.count).toBe((3 + 1) * 60);
  const all = Array.from({ length: texts.count }, (_, at) => texts.at(at));
  expect(new Set(all.map(({ code }) => code)).size).toBe(texts.count);
  for (const { language, code } of all) {
    const lines = code.split("\n");
    expect(lines).toHaveLength(60);
    expect(new Set(lines.map((line) => line[0]))).toEqual(new Set([language === "python" ? "a" : "b"]));
    const numbers = lines.map((line) => Number(line.slice(2)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test("the first texts are cut as they stand in their file", () => {
  const texts = createTexts(files);
  const firsts = Array.from({ length: 4 }, (_, at) => texts.at(at).code);
  for (const first of firsts) expect(files.some(({ code }) => code.includes(first))).toBe(true);
});

test("more texts than there are are refused with a remedy", () => {
  const texts = createTexts(files);
  expect(() => texts.at(texts.count)).toThrow(/240 texts.*--data/);
  expect(() => createTexts(files.slice(1, 2))).toThrow(/--data/);
});
