import { expect, test } from "vitest";
import { languageOfPath } from "whowrote/language/by-path";
import { interpreterOf, languageOfShebang } from "whowrote/language/by-shebang";
import { languageOfFile } from "whowrote/language/of-file";
import { UnsupportedLanguageError } from "whowrote/language/unsupported";

test.each([
  ["src/app.py", "python"],
  ["types.pyi", "python"],
  ["App.jsx", "javascript"],
  ["index.mjs", "javascript"],
  ["page.tsx", "typescript"],
  ["a.d.ts", "typescript"],
  ["Main.java", "java"],
  ["list.c", "c"],
  ["list.h", "c"],
  ["list.HPP", "cpp"],
  ["a.b/c.cc", "cpp"],
  ["Program.cs", "csharp"],
  ["main.go", "go"],
  ["lib.rs", "rust"],
  ["view.phtml", "php"],
  ["Rakefile", "ruby"],
  ["a.gemspec", "ruby"],
  ["build.gradle.kts", "kotlin"],
  ["C:\\code\\Main.kt", "kotlin"],
  ["README.md", undefined],
  ["Makefile", undefined],
  ["src.py/data", undefined],
  ["constructor", undefined],
  ["", undefined],
])("%j is %s", (path, language) => {
  expect(languageOfPath(path)).toBe(language);
});

test.each([
  ["#!/usr/bin/python3", "python3", "python"],
  ["#!/usr/bin/env python3.11\nx", "python3.11", "python"],
  ["#! /usr/bin/env -S NODE_ENV=test node --harmony", "node", "javascript"],
  ["#!/usr/local/bin/ruby -w\r\n", "ruby", "ruby"],
  ["\uFEFF#!/usr/bin/env php", "php", "php"],
  ["#!/bin/sh", "sh", undefined],
  ["#![allow(dead_code)]", undefined, undefined],
  ["# no shebang", undefined, undefined],
  ["#!", undefined, undefined],
])("%j names %s", (text, interpreter, language) => {
  expect(interpreterOf(text)).toBe(interpreter);
  expect(languageOfShebang(text)).toBe(language);
});

test("a header is C++ when it holds what only C++ has, else C", () => {
  expect(languageOfFile("a.h", "#include <stdio.h>\n/* a class of its own */\nint f(void);\n")).toBe("c");
  expect(languageOfFile("a.h", '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n')).toBe("c");
  expect(languageOfFile("a.h", "#pragma once\nnamespace a {\nint f();\n}\n")).toBe("cpp");
  expect(languageOfFile("a.H", "#include <vector>\n")).toBe("cpp");
  expect(languageOfFile("a.h", "class A {\npublic:\n  int x;\n};\n")).toBe("cpp");
});

test("a path goes before a #! line, and a #! line before content", () => {
  const identify = () => ({ language: "go", probability: 1 }) as const;
  expect(languageOfFile("a.py", "#!/usr/bin/env node", identify)).toBe("python");
  expect(languageOfFile("a", "#!/usr/bin/env node", identify)).toBe("javascript");
  expect(languageOfFile("a", "x", identify)).toBe("go");
  expect(languageOfFile(undefined, "x", identify)).toBe("go");
  expect(languageOfFile(undefined, "x")).toBeUndefined();
});

test("an unsupported language is named beside the supported ones", () => {
  const error = new UnsupportedLanguageError("cobol");
  expect(error.message).toBe(
    'Language "cobol" is not supported. Use one of: python, javascript, typescript, java, c, cpp, csharp, go, rust, php, ruby, kotlin.',
  );
  expect(error.language).toBe("cobol");
});
