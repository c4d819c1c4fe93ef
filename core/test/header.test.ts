import { expect, test } from "vitest";
import type { LanguageId } from "whowrote/language";
import { readAnatomy } from "./read-anatomy.ts";

/** The lines outside the header. */
async function bodyOf(language: LanguageId, text: string): Promise<string[]> {
  const { lines } = await readAnatomy(text, language);
  return lines.map((line) => line.text);
}

const licence = "Copyright 2020 Somebody. All rights reserved.";

test.each<[LanguageId, string, string[]]>([
  [
    "python",
    `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# ${licence}\n"""About this."""\nfrom __future__ import a\nimport b\n\nx = 1\n`,
    ['"""About this."""', "x = 1"],
  ],
  [
    "javascript",
    `#!/usr/bin/env node\n/* ${licence} */\n'use strict';\nimport a from 'a';\nconst b = require('b'),\n  c = require('c').d;\nrequire('e').config();\nconst f = 1;\n`,
    ["'use strict';", "const f = 1;"],
  ],
  [
    "typescript",
    `import type { A } from "a";\nimport b = require("b");\n\nexport const c = 1;\n`,
    ["export const c = 1;"],
  ],
  ["java", `/* ${licence} */\npackage a;\n\nimport b.C;\nimport static d.E.*;\n\nclass F {}\n`, ["class F {}"]],
  [
    "c",
    `/* ${licence} */\n#ifndef A_H\n#define A_H\n\n#include <b.h> // for c\n#include "d.h"\n\nint e;\n#endif\n`,
    ["int e;", "#endif"],
  ],
  [
    "cpp",
    `#pragma once\n#include <a>\nusing namespace std;\n\nnamespace b {\nint c;\n}\n`,
    ["namespace b {", "int c;", "}"],
  ],
  ["c", `#define _GNU_SOURCE\n#include <a.h>\nint b;\n`, ["#define _GNU_SOURCE", "int b;"]],
  [
    "csharp",
    `#nullable enable\nusing A;\nusing static B.C;\n\nnamespace D;\n\nclass E { }\n`,
    ["#nullable enable", "class E { }"],
  ],
  ["csharp", `using A;\nnamespace B\n{\n    class C { }\n}\n`, ["namespace B", "{", "class C { }", "}"]],
  [
    "go",
    `// ${licence}\n\n// Package a does it.\npackage a\n\nimport (\n\t"b"\n\tc "d"\n)\n\nvar e = 1\n`,
    ["// Package a does it.", "var e = 1"],
  ],
  [
    "rust",
    `//! About this.\n#![allow(dead_code)]\nextern crate a;\nuse b::{c, d};\nmod e;\n\nfn f() {}\n`,
    ["//! About this.", "#![allow(dead_code)]", "fn f() {}"],
  ],
  ["rust", `mod a {\n    fn b() {}\n}\n`, ["mod a {", "fn b() {}", "}"]],
  [
    "php",
    `<?php\n\ndeclare(strict_types=1);\n\nnamespace A\\B;\n\nuse C\\D;\nrequire_once 'e.php';\n\n$f = 1;\n`,
    ["declare(strict_types=1);", "", "$f = 1;"],
  ],
  [
    "ruby",
    `#!/usr/bin/env ruby\n# frozen_string_literal: true\n\nrequire 'a'\nrequire_relative "b"\n\nputs 1\n`,
    ["# frozen_string_literal: true", "", "puts 1"],
  ],
  [
    "kotlin",
    `@file:JvmName("A")\n\npackage b\n\nimport c.d\nimport e.*\n\nfun f() {}\n`,
    ['@file:JvmName("A")', "", "fun f() {}"],
  ],
])("%s: licence, package and imports are cut from %j", async (language, text, body) => {
  expect(await bodyOf(language, text)).toEqual(body);
});

test("imports behind the first code stay", async () => {
  expect(await bodyOf("python", "import a\nx = 1\nimport b\n")).toEqual(["x = 1", "import b"]);
});

test("a comment that is no licence stays, and imports behind it go", async () => {
  expect(await bodyOf("go", 'package a\n// Sums up.\nimport "b"\nvar c = 1\n')).toEqual(["// Sums up.", "var c = 1"]);
});

test("a line that holds code as well stays, without the import's tokens", async () => {
  const { lines, tokens } = await readAnatomy("import a; x = 1\ny = 2\n", "python");
  expect(lines.map((line) => line.text)).toEqual(["import a; x = 1", "y = 2"]);
  expect(tokens.map((token) => token.text)).toEqual([";", "x", "=", "1", "y", "=", "2"]);
});

test("a comment behind an import goes with it", async () => {
  const { comments } = await readAnatomy("#include <a.h> /* for b */\n/* c */\nint d;\n", "c");
  expect(comments.map((comment) => comment.text)).toEqual(["/* c */"]);
});

test("a file of imports has nothing left", async () => {
  const { lines, tokens, comments } = await readAnatomy("import a\nimport b\n", "python");
  expect([lines, tokens, comments]).toEqual([[], [], []]);
});
