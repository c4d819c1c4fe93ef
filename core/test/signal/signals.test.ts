import { expect, test } from "vitest";
import { createCodeFacts } from "../../src/code-facts.ts";
import { languageIds, type LanguageId } from "../../src/language.ts";
import { signalGroups } from "../../src/signal.ts";
import { measureSignals, signals } from "../../src/signal/index.ts";
import { readAnatomy } from "../read-anatomy.ts";
import { commentExamples } from "./examples/comment.ts";
import { complexityExamples } from "./examples/complexity.ts";
import { identifierExamples } from "./examples/identifier.ts";
import { keywordExamples } from "./examples/keyword.ts";
import { languageExamples } from "./examples/language.ts";
import { layoutExamples } from "./examples/layout.ts";
import { semanticExamples } from "./examples/semantic.ts";
import { treeExamples } from "./examples/tree.ts";

const examples = [
  ...layoutExamples,
  ...identifierExamples,
  ...commentExamples,
  ...treeExamples,
  ...semanticExamples,
  ...complexityExamples,
  ...keywordExamples,
  ...languageExamples,
];

async function measureAll(code: string, language: LanguageId): Promise<Float32Array> {
  return measureSignals(createCodeFacts(await readAnatomy(code, language)));
}

const index = new Map(signals.map((signal, at) => [signal.id, at]));

test.each(examples)("$language: $fact", async ({ language, code, expected }) => {
  const measured = await measureAll(code, language);
  const actual = Object.fromEntries(Object.keys(expected).map((id) => [id, measured[index.get(id)!]]));
  expect(actual).toEqual(
    Object.fromEntries(
      Object.entries(expected).map(([id, value]) => [
        id,
        Number.isNaN(value) ? NaN : (expect.closeTo(value, 4) as number),
      ]),
    ),
  );
});

test("every signal has an example with a value other than zero", () => {
  const shown = new Set(
    examples.flatMap(({ expected }) => Object.keys(expected).filter((id) => Math.abs(expected[id]!) > 0)),
  );
  expect(signals.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
});

test("identifiers are unique, begin with their group and are written in kebab-case", () => {
  expect(new Set(signals.map(({ id }) => id)).size).toBe(signals.length);
  for (const { id, group } of signals) expect(id).toMatch(new RegExp(`^${group}\\.[a-z0-9]+(-[a-z0-9]+)*$`));
});

test("at least 120 signals stand in the eight groups, and each says what it means once", () => {
  expect(signals.length).toBeGreaterThanOrEqual(120);
  expect(new Set(signals.map(({ group }) => group))).toEqual(new Set(signalGroups));
  for (const { meaning } of signals) expect(meaning).toMatch(/^\S.{7,150}[^.\s]$/);
  const meanings = signals.map(({ languages, meaning }) => `${languages?.join() ?? ""} ${meaning}`);
  expect(new Set(meanings).size).toBe(signals.length);
});

test.each(["", "\n\n \n", "\t"])("a file without code (%j) measures nothing but zeros", async (code) => {
  for (const language of languageIds)
    expect((await measureAll(code, language)).filter((value) => value !== 0 && !Number.isNaN(value))).toHaveLength(0);
});

test("signals of other languages are not measured", async () => {
  const measured = await measureAll("x = [i for i in y]\n", "python");
  for (const [at, { languages }] of signals.entries())
    if (languages && !languages.includes("python")) expect(measured[at]).toBeNaN();
});

test("values are never infinite, also for text in the wrong language", async () => {
  for (const { code } of examples)
    for (const language of languageIds)
      for (const value of await measureAll(code, language)) expect(Math.abs(value)).not.toBe(Infinity);
});

test("how a file is stored changes nothing: tabs, line ends, blanks at line ends and outer blank lines", async () => {
  for (const { code, language } of examples) {
    const spaced = code.replace(/^( {2})+/gm, (indent) => indent.repeat(2)); // 2 to 4 columns, so that tabs can stand for them
    const four = /^ {2}\S/m.test(code) ? spaced : code;
    const usual = await measureAll(four, language);
    const tabbed = four.replace(/^( {4})+/gm, (indent) => "\t".repeat(indent.length / 4));
    const stored = [tabbed, four.replaceAll("\n", "\r\n"), four.replaceAll("\n", "  \n"), `\n\n${four}\n\n\n`];
    for (const text of stored) expect(describeValues(await measureAll(text, language))).toEqual(describeValues(usual));
  }
});

function describeValues(values: Float32Array): Record<string, number> {
  return Object.fromEntries(signals.map(({ id }, at) => [id, values[at]!]));
}

test("hostile files are measured: one long line, many names, deep nesting, one endless comment or text", async () => {
  const hostile = [
    `x = ${"(".repeat(20_000)}`,
    `f(${Array.from({ length: 20_000 }, (_, at) => `n${at}`).join(",")});`,
    `/*${"*".repeat(100_000)}*/`,
    `// ${"(a ".repeat(30_000)}`,
    `x = "${"a".repeat(100_000)}"`,
    "@a\n".repeat(20_000),
    `${"{".repeat(10_000)}${"}".repeat(10_000)}`,
    `${"\n".repeat(100_000)}x;`,
  ];
  for (const code of hostile) expect(await measureAll(code, "javascript")).toHaveLength(signals.length);
});
