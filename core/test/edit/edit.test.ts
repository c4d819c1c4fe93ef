import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnatomy } from "../../src/anatomy.ts";
import { editIds, type EditId } from "../../src/edit.ts";
import { edits } from "../../src/edit/index.ts";
import { findPieces } from "../../src/edit/pieces.ts";
import { languageIds, type LanguageId } from "../../src/language.ts";
import { languages } from "../../src/language/index.ts";
import { openSyntaxParser, type SyntaxParser } from "../../src/node/grammars.ts";
import type { SyntaxTree } from "../../src/syntax-tree.ts";

const folder = join(import.meta.dirname, "fixtures");
// The compiler must not read the TypeScript one as ours.
const fixtures = readdirSync(folder).map((name) => ({
  language: languageIds.find((id) => languages[id].extensions.includes(extname(name.replace(/\.txt$/, ""))))!,
  text: readFileSync(join(folder, name), "utf8"),
}));

let parser: SyntaxParser;
beforeAll(async () => {
  parser = await openSyntaxParser();
});
afterAll(() => parser.close());

const parse = async (text: string, language: LanguageId): Promise<SyntaxTree> =>
  parser.parse(text, languages[language]);

async function edit(id: EditId, text: string, language: LanguageId, seed?: number): Promise<string> {
  return edits[id].apply(createAnatomy(await parse(text, language)), seed);
}

/** The code without comments and docstrings; white space within what is laid out anew (text of JSX) does not count. */
const tokensOf = (tree: SyntaxTree): string[] =>
  findPieces(tree)
    .filter(({ kind }) => kind !== "comment" && kind !== "docstring")
    .map(({ start, end }) => tree.text.slice(start, end).replace(/\s+/g, " "));

/** Kind and text: a member and a variable of the same name are two things. */
const leavesOf = ({ text, size, last, start, end, kindNames, kind }: SyntaxTree): string[] =>
  Array.from({ length: size }, (_, node) => node)
    .filter((node) => last[node] === node + 1)
    .map((node) => `${kindNames[kind[node]!]} ${text.slice(start[node], end[node])}`);

const keepTokens: readonly EditId[] = ["reformat", "tabs", "spaces", "add-comments", "homoglyphs"];
const settle: readonly EditId[] = ["reformat", "strip-comments", "minify", "tabs", "spaces"];

test("there is a fixture for every language", () => {
  expect(fixtures.map(({ language }) => language).sort()).toEqual([...languageIds].sort());
});

describe.each(fixtures)("$language:", ({ language, text }) => {
  test.each(editIds)("%s changes the text, always in the same way, and adds no errors", async (id) => {
    const before = await parse(text, language);
    const after = await parse(await edit(id, text, language), language);
    expect(after.text).not.toBe(text);
    expect(after.errorCount).toBeLessThanOrEqual(before.errorCount);
    expect(await edit(id, text, language)).toBe(after.text);
  });

  test.each(keepTokens)("%s keeps every token", async (id) => {
    expect(tokensOf(await parse(await edit(id, text, language), language))).toEqual(
      tokensOf(await parse(text, language)),
    );
  });

  test.each(["strip-comments", "minify"] as const)(
    "%s keeps every token, and `pass` stands in for a lone docstring",
    async (id) => {
      const wanted = tokensOf(await parse(text, language));
      const found = tokensOf(await parse(await edit(id, text, language), language));
      expect(found.filter((token) => token !== "pass")).toEqual(wanted.filter((token) => token !== "pass"));
      expect(found.filter((token) => token === "pass").length).toBe(language === "python" ? 2 : 0);
    },
  );

  test.each(["strip-comments", "minify"] as const)("%s leaves no comment", async (id) => {
    const { comments } = createAnatomy(await parse(await edit(id, text, language), language));
    expect(comments).toEqual([]);
  });

  test.each(settle)("%s twice is the same as once", async (id) => {
    const once = await edit(id, text, language);
    expect(await edit(id, once, language)).toBe(once);
  });

  test("rename-identifiers gives each name one other name, and changes nothing else", async () => {
    const before = leavesOf(await parse(text, language));
    const after = leavesOf(await parse(await edit("rename-identifiers", text, language, 1), language));
    expect(after.length).toBe(before.length);
    const pairs = new Set(before.map((leaf, at) => `${leaf} -> ${after[at]}`));
    expect(pairs.size).toBe(new Set(before).size);
    expect(new Set(after).size).toBe(new Set(before).size);
    const changed = after.filter((leaf, at) => leaf !== before[at]);
    expect(changed.every((leaf) => / var_\d+$/.test(leaf))).toBe(true);
  });

  test("insert-dead-code and reorder-functions lose no token", async () => {
    const before = tokensOf(await parse(text, language)).sort();
    const reordered = await edit("reorder-functions", text, language);
    expect(tokensOf(await parse(reordered, language)).sort()).toEqual(before);
    const longer = await edit("insert-dead-code", text, language);
    const isAdded = (line: string): boolean => /\b_?spare\d/.test(line);
    expect(
      longer
        .split("\n")
        .filter((line) => !isAdded(line))
        .join("\n"),
    ).toBe(text);
  });
});

test.each(languageIds)("no edit fails on empty, blank or broken %s", async (language) => {
  for (const text of [
    "",
    "\n\n",
    "   ",
    ")}] else {{ ((\n\t\n end '",
    '"',
    "/*",
    "#",
    "\u0000\uFEFFx = (\n",
    "a".repeat(3000),
    `${"{".repeat(500)}\n}`,
  ])
    for (const id of editIds) expect(typeof (await edit(id, text, language))).toBe("string");
});

test("no edit runs out of stack on 10,000 levels of nesting", async () => {
  const deep = `x = ${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  for (const id of editIds) expect((await edit(id, deep, "python")).length).toBeGreaterThan(10_000);
});
