import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { Language as GrammarModule, Parser } from "web-tree-sitter";
import { languageIds, type LanguageId } from "whowrote/language";
import { languages } from "whowrote/language/index";
import { openSyntaxParser, ParserCrashedError } from "whowrote/node/grammars";
import { createGrammar, parse, ParseAbandonedError, type SyntaxTree } from "whowrote/syntax-tree";

const parser = await openSyntaxParser();
afterAll(() => parser.close());

const read = (language: LanguageId, text: string, path?: string) => parser.parse(text, languages[language], path);

const namesOf = (tree: SyntaxTree) => Array.from(tree.kind, (kind) => tree.kindNames[kind]);

test("a tree is its nodes in pre-order, with where each stands", async () => {
  const tree = await read("python", "x = 10\n");
  expect(namesOf(tree)).toEqual(["module", "expression_statement", "assignment", "identifier", "=", "integer"]);
  expect([...tree.start]).toEqual([0, 0, 0, 0, 2, 4]);
  expect([...tree.end]).toEqual([7, 6, 6, 1, 3, 6]);
  expect([...tree.depth]).toEqual([0, 1, 2, 3, 3, 3]);
  expect([...tree.parent]).toEqual([0, 0, 1, 2, 2, 2]);
  expect([...tree.last]).toEqual([6, 6, 6, 4, 5, 6]);
  expect([...tree.named]).toEqual([1, 1, 1, 1, 0, 1]);
  expect(tree.errorCount).toBe(0);
});

test("offsets count UTF-16 units", async () => {
  const tree = await read("javascript", "'😀é' + b;");
  const b = namesOf(tree).lastIndexOf("identifier");
  expect(tree.text.slice(tree.start[b], tree.end[b])).toBe("b");
});

test("what cannot be read is counted and named", async () => {
  const tree = await read("java", "class A { int ) x; }");
  expect(tree.errorCount).toBeGreaterThan(0);
  expect(namesOf(tree)).toContain("ERROR");
});

test("a missing piece counts as an error", async () => {
  const tree = await read("c", "int a = 1");
  expect(tree.errorCount).toBe(1);
});

test.each(languageIds)("an empty text is one %s node", async (id) => {
  const { size, errorCount } = await read(id, "");
  expect([size, errorCount]).toEqual([1, 0]);
});

test.each(languageIds)("NUL bytes do not end a %s text", async (id) => {
  const tree = await read(id, "\0a\0 b");
  expect(tree.end[0]).toBe(5);
});

test.each<[LanguageId, string, string]>([
  ["javascript", "async a(b) {\n  return this.c;\n}", "method_definition"],
  ["typescript", "private async a(b?: C): Promise<void> {}", "method_definition"],
  ["csharp", "public int A { get; set; }", "property_declaration"],
  ["php", "public function a(): int { return 1; }", "method_declaration"],
  ["kotlin", "override fun a() = 1", "function_declaration"],
  ["java", "public A(int b) { this.b = b; }", "constructor_declaration"],
])("a %s member that was cut from its class is read as one: %s", async (id, text, type) => {
  const tree = await read(id, text);
  const member = namesOf(tree).indexOf(type);
  expect(tree.errorCount).toBe(0);
  expect([tree.start[member], tree.end[member], tree.depth[member], tree.parent[member]]).toEqual([
    0,
    text.length,
    1,
    0,
  ]);
  expect([tree.start[0], tree.end[0], tree.last[0], tree.size]).toEqual([0, text.length, tree.size, tree.kind.length]);
});

test("code that breaks out of the class put around it keeps its own tree", async () => {
  const text = "} class B { ) ";
  const tree = await read("javascript", text);
  expect(tree.errorCount).toBeGreaterThan(0);
  expect(tree.end[0]).toBeLessThanOrEqual(text.length);
});

test.each<[string | undefined, string]>([
  ["a.tsx", "a = <b>c</b>;"],
  ["a.ts", "a = <B>c;"],
  [undefined, "const a = () => <B c={d} />;"],
  [undefined, "return (\n  <b>\n    c\n  </b>\n);"],
  [undefined, "const a = <T>(b: T) => b;"],
  [undefined, "const a = <B>c;"],
])("TypeScript at %s is read in its dialect: %s", async (path, text) => {
  expect((await read("typescript", text, path)).errorCount).toBe(0);
});

test("PHP without an open tag is code, with one it is a page", async () => {
  expect(namesOf(await read("php", "$a = 1;"))).toContain("assignment_expression");
  expect(namesOf(await read("php", "<b>1</b><?php $a = 1;"))).toEqual(
    expect.arrayContaining(["text", "assignment_expression"]),
  );
});

describe("10,000 levels of nesting", () => {
  const depth = 10_000;
  test.each<[LanguageId, string, string]>([
    ["python", "x = ", "\n"],
    ["javascript", "x = ", ";"],
    ["typescript", "x = ", ";"],
    ["java", "class A { int x = ", "; }"],
    ["c", "int x = ", ";"],
    ["cpp", "int x = ", ";"],
    ["csharp", "class A { int x = ", "; }"],
    ["go", "package a\nvar x = ", "\n"],
    ["rust", "static X: i32 = ", ";"],
    ["php", "$x = ", ";"],
    ["ruby", "x = ", "\n"],
    ["kotlin", "val x = ", "\n"],
  ])("are read in %s", async (id, before, after) => {
    const tree = await read(id, `${before}${"(".repeat(depth)}1${")".repeat(depth)}${after}`);
    expect(tree.errorCount).toBe(0);
    expect(Math.max(...tree.depth)).toBeGreaterThan(depth);
  });
});

test("the same text gives the same tree, whatever was read in between", async () => {
  const text = "func f(a, b int) { if a && b { g() } else { h() } }";
  const first = await read("go", text);
  await read("go", "var x = a && b || c");
  await read("rust", "fn f() {}");
  expect(await read("go", text)).toEqual(first);
});

test("a parser that is told to stop gives up with an error, and reads the next text", async () => {
  await Parser.init();
  const own = new Parser();
  const module = fileURLToPath(import.meta.resolve(languages.go.selectGrammar("", undefined)));
  const grammar = createGrammar(await GrammarModule.load(await readFile(module)), languages.go);
  let asked = 0;
  const text = "var a = b\n".repeat(1000);
  expect(() => parse(text, languages.go, grammar, own, () => ++asked === 3)).toThrow(ParseAbandonedError);
  expect(asked).toBe(3);
  expect(parse("var a = b\n", languages.go, grammar, own).errorCount).toBe(0);
  own.delete();
});

test("a text that breaks the parser is refused, and the next text gets a fresh parser", async () => {
  await expect(read("cpp", "a<b>(".repeat(4000))).rejects.toThrow(ParserCrashedError);
  expect((await read("cpp", "int a;")).errorCount).toBe(0);
});
