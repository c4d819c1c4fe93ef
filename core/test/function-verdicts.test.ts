import { expect, test } from "vitest";
import type { Detection } from "whowrote/detection";
import { judgeFunctions } from "whowrote/function-verdicts";
import type { LanguageId } from "whowrote/language";
import { readAnatomy } from "./read-anatomy.ts";

const detection: Detection = {
  language: "python",
  verdict: "uncertain",
  probability: 0.5,
  falseAlarmRate: 0.2,
  reason: "by order",
  detectors: [],
  reasons: [],
  lines: 1,
  truncated: false,
  checkpoint: "toy",
};

/** The functions of a text as they are cut out, with the rate that each is judged at. */
async function cut(language: LanguageId, text: string, rate = 0.01) {
  const asked: { text: string; rate: number }[] = [];
  // oxlint-disable-next-line typescript/require-await -- the contract is asynchronous
  const verdicts = await judgeFunctions(await readAnatomy(text, language), rate, async (part, accepted) => {
    asked.push({ text: part, rate: accepted });
    return detection;
  });
  return { asked, ...verdicts };
}

test.each<[LanguageId, string, string[]]>([
  [
    "python",
    "@cache\ndef one():\n    def inner(): pass\n\nclass A:\n    async def two(self):\n        pass\n",
    ["one", "two"],
  ],
  [
    "javascript",
    "function one() {}\nconst two = (a) => {\n  return a;\n};\nlist.map((x) => {\n  x();\n  y();\n});\n",
    ["one", "two"],
  ],
  [
    "typescript",
    "export class A {\n  one(): void {}\n  two = async () => {\n    await x();\n  };\n}\n",
    ["one", "two"],
  ],
  ["java", "class A {\n  A() {}\n  @Override\n  int one(int a) { return a; }\n}\n", ["A", "one"]],
  ["c", "static int one(void) { return 1; }\nint *two(int a) { return 0; }\n", ["one", "two"]],
  ["cpp", "template <class T>\nT one(T a) { return a; }\nvoid A::two() {}\n", ["one", "two"]],
  ["csharp", "class A {\n  public int One(int a) => a;\n  void Two() {}\n}\n", ["One", "Two"]],
  ["go", "package a\n\nfunc one() {}\n\nfunc (a *A) two() int { return 1 }\n", ["one", "two"]],
  ["rust", "impl A {\n    pub fn one(&self) {}\n}\nfn two<T>() {}\n", ["one", "two"]],
  ["php", "<?php\nfunction one() {}\nclass A { public function two($a) { return $a; } }\n", ["one", "two"]],
  [
    "ruby",
    "def one\n  1\nend\n\nclass A\n  def two(a)\n    a.each do |b|\n      b\n    end\n  end\nend\n",
    ["one", "two"],
  ],
  ["kotlin", "fun one() = 1\nclass A {\n  fun two(a: Int): Int {\n    return a\n  }\n}\n", ["one", "two"]],
])("the functions of %s are found by name, and those inside others are not", async (language, text, names) => {
  const { functions } = await cut(language, text);
  expect(functions.map(({ name }) => name)).toEqual(names);
});

test("a function is cut out with its comments and decorators, without the indentation of its class", async () => {
  const text = "class A:\n    x = 1\n\n    # Adds.\n    @cache\n    def one(self):\n        return 1\n\n    y = 2\n";
  const { asked, functions } = await cut("python", text);
  expect(asked.map((one) => one.text)).toEqual(["# Adds.\n@cache\ndef one(self):\n    return 1\n"]);
  const { start, end } = functions[0]!;
  expect(text.slice(start, end)).toBe("# Adds.\n    @cache\n    def one(self):\n        return 1");
});

test("the accepted rate is shared out among the functions, and is never less than can be measured", async () => {
  const body = (count: number) =>
    Array.from({ length: count }, (_, at) => `def f${at}():\n    return ${at}\n`).join("\n");
  expect((await cut("python", body(4), 0.02)).asked.map(({ rate }) => rate)).toEqual([0.005, 0.005, 0.005, 0.005]);
  expect((await cut("python", body(40), 0.02)).falsePositiveRate).toBe(0.001);
});

test("of many functions the longest are judged, and the others say that they were not", async () => {
  const text = Array.from({ length: 70 }, (_, at) => `def f${at}():\n    return ${"1 + ".repeat(at)}1\n`).join("\n");
  const { asked, functions, leftOut } = await cut("python", text);
  expect([asked.length, functions.length, leftOut]).toEqual([60, 70, 10]);
  expect(functions[0]).toMatchObject({ name: "f0", verdict: "uncertain", probability: null });
  expect(functions[0]!.reason).toMatch(/^not judged: only the 60 longest/);
  expect(functions[69]).toMatchObject({ name: "f69", probability: 0.5, reason: "by order" });
});
