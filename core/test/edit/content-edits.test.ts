import { describe, expect, test } from "vitest";
import type { LanguageId } from "../../src/language.ts";
import { applyEdit } from "./apply-edit.ts";

describe("rename-identifiers", () => {
  const rename = async (language: LanguageId, text: string, seed = 0) =>
    applyEdit("rename-identifiers", language, text, seed);

  test("renames variables, parameters and inner functions, also in strings with code", async () => {
    const text =
      "def outer(first, second=1):\n    def inner(x):\n        return x\n    total = inner(first)\n    return f'{total} first'\n";
    expect(await rename("python", text)).toBe(
      "def outer(a1, a2=1):\n    def a3(a4):\n        return a4\n    a5 = a3(a1)\n    return f'{a5} first'\n",
    );
  });

  test("an odd seed gives long names, and names that are there already are passed over", async () => {
    expect(await rename("go", "func f(one int) int { var_1 := one; return var_1 }\n", 1)).toBe(
      "func f(var_2 int) int { var_3 := var_2; return var_3 }\n",
    );
  });

  test.each<[string, LanguageId, string, string]>([
    ["members", "java", "class A { int f(B one) { return one.one; } }", "class A { int f(B a1) { return a1.one; } }"],
    ["fields that can be meant without this", "java", "class A { int b; void f(int b) { this.b = b; } }", ""],
    [
      "shorthand properties",
      "javascript",
      "function f(a, b) { return { a, c: b } }",
      "function f(a, a1) { return { a, c: a1 } }",
    ],
    [
      "exports",
      "typescript",
      "export const a: number = 1\nconst b = a\n",
      "export const a: number = 1\nconst a1 = a\n",
    ],
    ["imports", "python", "import os\ndef f(os): return os\n", ""],
    ["named arguments", "python", "def f(a, b): return f(a=1, b=b)\n", ""],
    [
      "names in macros",
      "c",
      "#define G(x) h(x, n)\nint f(int n, int m) { return m; }\n",
      "#define G(x) h(x, n)\nint f(int n, int a1) { return a1; }\n",
    ],
    [
      "names in format strings",
      "rust",
      'fn f(a: i32, b: i32) { g!("{a}", b); }\n',
      'fn f(a: i32, a1: i32) { g!("{a}", a1); }\n',
    ],
    [
      "methods that look like variables",
      "ruby",
      "def f(a)\n  b a\n  b = 1\nend\n",
      "def f(a1)\n  b a1\n  b = 1\nend\n",
    ],
    [
      "properties and superglobals",
      "php",
      "<?php function f($a) { $this->a = $a + $_GET['a']; }\n",
      "<?php function f($a1) { $this->a = $a1 + $_GET['a']; }\n",
    ],
    [
      "types",
      "csharp",
      "class A { void F(B b, int c) { new B(c); } }",
      "class A { void F(B a1, int a2) { new B(a2); } }",
    ],
    [
      "what stands outside functions",
      "kotlin",
      "val a = 1\nfun f(b: Int) = a + b\n",
      "val a = 1\nfun f(a1: Int) = a + a1\n",
    ],
  ])("keeps %s (%s)", async (_, language, text, renamed) => {
    expect(await rename(language, text)).toBe(renamed || text);
  });
});

describe("add-comments", () => {
  test("puts remarks in the language's own comment before statements of bodies", async () => {
    const text = `function f(a) {\n${"  if (a) {\n    return a\n  }\n".repeat(10)}}\n`;
    const edited = await applyEdit("add-comments", "javascript", text, 3);
    const added = edited.split("\n").filter((line) => line.includes("//"));
    expect(added.length).toBeGreaterThan(2);
    for (const line of added) expect(line).toMatch(/^( {2}\/\/ check the condition| {4}\/\/ return the result)$/);
    expect(await applyEdit("strip-comments", "javascript", edited)).toBe(text);
    expect(await applyEdit("add-comments", "javascript", text, 4)).not.toBe(edited);
  });
});

describe("insert-dead-code", () => {
  test("puts an unused local first in each function, behind a docstring, under a name that is free", async () => {
    const text = 'def f(spare1):\n    """d"""\n    return 1\n\ndef g():\n    pass\n';
    expect(await applyEdit("insert-dead-code", "python", text)).toBe(
      'def f(spare1):\n    """d"""\n    spare2 = 0\n    return 1\n\ndef g():\n    spare3 = 0\n    pass\n',
    );
  });

  test("uses it in Go, where a local must be used, and leaves the call of another constructor first", async () => {
    expect(await applyEdit("insert-dead-code", "go", "func f() {\n\tg()\n}\n")).toBe(
      "func f() {\n\tvar spare1 = 0; _ = spare1\n\tg()\n}\n",
    );
    const java = "class A {\n  A() {\n    super(1);\n  }\n}\n";
    expect(await applyEdit("insert-dead-code", "java", java)).toBe(java);
  });
});

describe("reorder-functions", () => {
  test("swaps neighbours with their comments and attributes", async () => {
    const text =
      "class A {\n    // one\n    void f() {\n    }\n\n    @B\n    int g() { return 1; }\n\n    int h;\n    void i() {}\n}\n";
    expect(await applyEdit("reorder-functions", "java", text)).toBe(
      "class A {\n    @B\n    int g() { return 1; }\n\n    // one\n    void f() {\n    }\n\n    int h;\n    void i() {}\n}\n",
    );
  });

  test("leaves functions that need their order", async () => {
    const text = "int f(void) { return 1; }\nint g(void) { return f(); }\n";
    expect(await applyEdit("reorder-functions", "c", text)).toBe(text);
    const python = "@property\ndef a(self): return 1\n@a.setter\ndef a(self, b): pass\n";
    expect(await applyEdit("reorder-functions", "python", python)).toBe(python);
  });
});

describe("homoglyphs", () => {
  test("changes letters in comments only, to Cyrillic ones", async () => {
    const text = "int ace = 1; // a nice space to explore\n";
    const edited = await applyEdit("homoglyphs", "c", text, 1);
    expect(edited).not.toBe(text);
    expect(edited.length).toBe(text.length);
    expect(edited.startsWith("int ace = 1; // ")).toBe(true);
    for (const [at, letter] of [...edited].entries()) if (letter !== text[at]) expect(letter).toMatch(/^[Ѐ-ӿ]$/);
  });
});
