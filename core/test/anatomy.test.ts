import { expect, test } from "vitest";
import type { TokenKind } from "whowrote/anatomy";
import type { LanguageId } from "whowrote/language";
import { readAnatomy } from "./read-anatomy.ts";

async function tokensOf(language: LanguageId, text: string): Promise<[TokenKind, string][]> {
  const { tokens } = await readAnatomy(text, language);
  return tokens.map(({ kind, text: own }) => [kind, own]);
}

test.each<[LanguageId, string, [TokenKind, string][]]>([
  [
    "python",
    "x = 'a' + None",
    [
      ["identifier", "x"],
      ["punctuation", "="],
      ["string", "'a'"],
      ["punctuation", "+"],
      ["keyword", "None"],
    ],
  ],
  [
    "python",
    "f'{a}b'",
    [
      ["string", "f'"],
      ["punctuation", "{"],
      ["identifier", "a"],
      ["punctuation", "}"],
      ["string", "b"],
      ["string", "'"],
    ],
  ],
  [
    "javascript",
    "`a${b}`",
    [
      ["string", "`"],
      ["string", "a"],
      ["punctuation", "${"],
      ["identifier", "b"],
      ["punctuation", "}"],
      ["string", "`"],
    ],
  ],
  [
    "javascript",
    "$ = /a[b]/g",
    [
      ["identifier", "$"],
      ["punctuation", "="],
      ["string", "/a[b]/g"],
    ],
  ],
  [
    "javascript",
    "this.#a?.b",
    [
      ["keyword", "this"],
      ["punctuation", "."],
      ["identifier", "#a"],
      ["punctuation", "?."],
      ["identifier", "b"],
    ],
  ],
  [
    "typescript",
    "let a: number",
    [
      ["keyword", "let"],
      ["identifier", "a"],
      ["punctuation", ":"],
      ["keyword", "number"],
    ],
  ],
  [
    "typescript",
    "a = <b>Hi there {c}</b>;",
    [
      ["identifier", "a"],
      ["punctuation", "="],
      ["punctuation", "<"],
      ["identifier", "b"],
      ["punctuation", ">"],
      ["text", "Hi there "],
      ["punctuation", "{"],
      ["identifier", "c"],
      ["punctuation", "}"],
      ["punctuation", "</"],
      ["identifier", "b"],
      ["punctuation", ">"],
      ["punctuation", ";"],
    ],
  ],
  [
    "java",
    "int a = 'b';",
    [
      ["keyword", "int"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["string", "'b'"],
      ["punctuation", ";"],
    ],
  ],
  [
    "java",
    "var a = 1L;",
    [
      ["keyword", "var"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["number", "1L"],
      ["punctuation", ";"],
    ],
  ],
  [
    "c",
    "#define A f(1)\n",
    [
      ["keyword", "#define"],
      ["identifier", "A"],
      ["text", "f(1)"],
    ],
  ],
  [
    "c",
    'unsigned char *a = "b\\n";',
    [
      ["keyword", "unsigned"],
      ["keyword", "char"],
      ["punctuation", "*"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["string", '"b\\n"'],
      ["punctuation", ";"],
    ],
  ],
  [
    "cpp",
    "auto a = nullptr;",
    [
      ["keyword", "auto"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["keyword", "nullptr"],
      ["punctuation", ";"],
    ],
  ],
  [
    "csharp",
    'var a = $"b{c}";',
    [
      ["keyword", "var"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["string", "$"],
      ["string", '"'],
      ["string", "b"],
      ["punctuation", "{"],
      ["identifier", "c"],
      ["punctuation", "}"],
      ["string", '"'],
      ["punctuation", ";"],
    ],
  ],
  [
    "go",
    "var a = `b`\n",
    [
      ["keyword", "var"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["string", "`b`"],
    ],
  ],
  [
    "rust",
    "let a: &'b u8 = b'c';",
    [
      ["keyword", "let"],
      ["identifier", "a"],
      ["punctuation", ":"],
      ["punctuation", "&"],
      ["punctuation", "'"],
      ["identifier", "b"],
      ["identifier", "u8"],
      ["punctuation", "="],
      ["string", "b'c'"],
      ["punctuation", ";"],
    ],
  ],
  [
    "php",
    '$a = "b$c";',
    [
      ["punctuation", "$"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["string", '"'],
      ["string", "b"],
      ["punctuation", "$"],
      ["identifier", "c"],
      ["string", '"'],
      ["punctuation", ";"],
    ],
  ],
  [
    "php",
    "<?php $a = 1; ?>\n<b>Hi</b>\n",
    [
      ["punctuation", "$"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["number", "1"],
      ["punctuation", ";"],
      ["punctuation", "?>"],
      ["text", "<b>Hi</b>\n"],
    ],
  ],
  [
    "php",
    "$a = <<<B\nc $d\nB;",
    [
      ["punctuation", "$"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["string", "<<<"],
      ["string", "B"],
      ["string", "c "],
      ["punctuation", "$"],
      ["identifier", "d"],
      ["string", "B"],
      ["punctuation", ";"],
    ],
  ],
  [
    "ruby",
    "@a = :b if c.nil?",
    [
      ["identifier", "@a"],
      ["punctuation", "="],
      ["string", ":b"],
      ["keyword", "if"],
      ["identifier", "c"],
      ["punctuation", "."],
      ["identifier", "nil?"],
    ],
  ],
  [
    "ruby",
    "a = %w[b c]",
    [
      ["identifier", "a"],
      ["punctuation", "="],
      ["string", "%w[b c]"],
    ],
  ],
  [
    "kotlin",
    "val a = null ?: true",
    [
      ["keyword", "val"],
      ["identifier", "a"],
      ["punctuation", "="],
      ["keyword", "null"],
      ["punctuation", "?:"],
      ["keyword", "true"],
    ],
  ],
])("%s: the tokens of %j", async (language, text, tokens) => {
  expect(await tokensOf(language, text)).toEqual(tokens);
});

test.each<[LanguageId, string, [string, boolean][]]>([
  [
    "python",
    'def f():\n    """Doc."""\n    x = "no doc"\n    "remark"\n    # note\n',
    [
      ['"""Doc."""', true],
      ['"remark"', true],
      ["# note", false],
    ],
  ],
  [
    "javascript",
    "/** Doc. */\nf();\n/* no */\n/**/\n/*** rule ***/\n",
    [
      ["/** Doc. */", true],
      ["/* no */", false],
      ["/**/", false],
      ["/*** rule ***/", false],
    ],
  ],
  [
    "cpp",
    "/// Doc.\nint a; ///< Doc.\n//! Doc.\n//// no\n// no\n",
    [
      ["/// Doc.", true],
      ["///< Doc.", true],
      ["//! Doc.", true],
      ["//// no", false],
      ["// no", false],
    ],
  ],
  [
    "csharp",
    "/// <summary>Doc.</summary>\nclass A { } // no\n",
    [
      ["/// <summary>Doc.</summary>", true],
      ["// no", false],
    ],
  ],
  [
    "rust",
    "/// Doc.\nfn a() {}\n//// no\n/** Doc. */\nfn b() {}\n",
    [
      ["/// Doc.", true],
      ["//// no", false],
      ["/** Doc. */", true],
    ],
  ],
  [
    "go",
    "// Doc one.\n// Doc two.\nfunc A() {\n\t// no\n\tb := 1\n}\n\n// no\n\ntype (\n\t// Doc.\n\tC int\n)\n",
    [
      ["// Doc one.", true],
      ["// Doc two.", true],
      ["// no", false],
      ["// no", false],
      ["// Doc.", true],
    ],
  ],
  [
    "ruby",
    "# Doc.\nclass A\n  # Doc.\n  def b # no\n    # no\n    c\n  end\nend\n",
    [
      ["# Doc.", true],
      ["# Doc.", true],
      ["# no", false],
      ["# no", false],
    ],
  ],
])("%s: which comments of %j are documentation", async (language, text, docs) => {
  const { comments } = await readAnatomy(text, language);
  expect(comments.map((comment) => [comment.text, comment.isDoc])).toEqual(docs);
});

test("a comment is trailing when anything stands before it on its line", async () => {
  const { comments } = await readAnatomy("a(); // one\n  // two\n/* three */ b(); /* four */ // five\n", "javascript");
  expect(comments.map((comment) => [comment.text, comment.isTrailing])).toEqual([
    ["// one", true],
    ["// two", false],
    ["/* three */", false],
    ["/* four */", true],
    ["// five", true],
  ]);
});

test("a tab indents to the next multiple of four, and blanks at the end are no text", async () => {
  const { lines } = await readAnatomy("if a:\n\tb = 1  \n  \tc = 2\r\n\n    d = 3", "python");
  expect(lines.map(({ indent, text }) => [indent, text])).toEqual([
    [0, "if a:"],
    [4, "b = 1"],
    [4, "c = 2"],
    [0, ""],
    [4, "d = 3"],
  ]);
});

test("code that does not parse still has all its words as tokens", async () => {
  const { tokens } = await readAnatomy("class { def ))( return ]] 5 end", "java");
  const words = tokens.map((token) => token.text).join(" ");
  for (const word of ["class", "def", "return", "end"]) expect(words).toContain(word);
});

test("of a text of comments only, comments are all there is", async () => {
  const { tokens, comments, lines } = await readAnatomy("// one\n\n/* two\n three */\n", "go");
  expect(tokens).toEqual([]);
  expect(comments.map((comment) => comment.text)).toEqual(["// one", "/* two\n three */"]);
  expect(lines).toHaveLength(4);
});

test("one line of many imports and comments is read in one pass", async () => {
  const count = 20_000;
  const { comments, lines } = await readAnatomy("import 'a'; /* b */ ".repeat(count), "javascript");
  expect([lines.length, comments.length]).toEqual([0, 0]);
  const body = await readAnatomy(`f();${"/* b */ g(); ".repeat(count)}`, "javascript");
  expect(body.comments).toHaveLength(count);
});
