import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readBlocks } from "../../src/markdown/read-blocks.ts";
import { readInline } from "../../src/markdown/read-inline.ts";

test("headings, paragraphs, rules, quotes and code are told apart", () => {
  const page = "# One #\nA line\ngoes on.\n***\n> said\n> twice\n\n```py\n# no heading\n```\n## Two";
  expect(readBlocks(page)).toEqual([
    { kind: "heading", level: 1, text: "One" },
    { kind: "paragraph", text: "A line goes on." },
    { kind: "rule" },
    { kind: "quote", blocks: [{ kind: "paragraph", text: "said twice" }] },
    { kind: "code", text: "# no heading" },
    { kind: "heading", level: 2, text: "Two" },
  ]);
});

test("metadata at the top is shown as it stands, and code that is never closed ends with the page", () => {
  expect(readBlocks("---\nlicense: mit\n---\n~~~\nopen")).toEqual([
    { kind: "code", text: "license: mit" },
    { kind: "code", text: "open" },
  ]);
});

test("lists keep their order, what belongs to an item, and lists within", () => {
  const paragraph = (text: string) => ({ kind: "paragraph", text });
  expect(readBlocks("3. first\n   goes on\n4. second\n\n   more\n   - inner\n\nafter")).toEqual([
    {
      kind: "list",
      isOrdered: true,
      start: 3,
      items: [
        [paragraph("first goes on")],
        [
          paragraph("second"),
          paragraph("more"),
          { kind: "list", isOrdered: false, start: 1, items: [[paragraph("inner")]] },
        ],
      ],
    },
    paragraph("after"),
  ]);
});

test("a table has as many cells in each row as headings, and a bar may stand in a cell", () => {
  expect(readBlocks("| a | b |\n|:--|--:|\n| 1 \\| 2 |\n| x | y | z |\n\nend")[0]).toEqual({
    kind: "table",
    head: ["a", "b"],
    rows: [
      ["1 | 2", ""],
      ["x", "y"],
    ],
  });
});

test("marks within a line nest, and code keeps them as they are", () => {
  expect(readInline("a **b *c*** `*d*` \\*e\\* snake_case_name _f_")).toEqual([
    { kind: "text", text: "a " },
    {
      kind: "strong",
      inlines: [
        { kind: "text", text: "b " },
        { kind: "emphasis", inlines: [{ kind: "text", text: "c" }] },
      ],
    },
    { kind: "text", text: " " },
    { kind: "code", text: "*d*" },
    { kind: "text", text: " " },
    { kind: "text", text: "*" },
    { kind: "text", text: "e" },
    { kind: "text", text: "*" },
    { kind: "text", text: " snake_case_name " },
    { kind: "emphasis", inlines: [{ kind: "text", text: "f" }] },
  ]);
});

test.each([
  ["[a](https://example.org/x)", "https://example.org/x"],
  ["<https://example.org>", "https://example.org"],
  ["[a](javascript:alert(1))", undefined],
  ["[a](JavaScript:alert)", undefined],
  ["[a](data:text/html,x)", undefined],
  ["[a](//example.org)", undefined],
  ["[a](../secret)", undefined],
])("%s leads to %s", (text, href) => {
  const [link] = readInline(text);
  expect(link).toMatchObject({ kind: "link" });
  expect(link && "href" in link ? link.href : undefined).toBe(href);
});

test("the released model cards are read whole: every heading, every row of every table", () => {
  for (const name of ["quick", "thorough"]) {
    const card = readFileSync(resolve("models", name, "README.md"), "utf8");
    const blocks = readBlocks(card);
    const headings = blocks.filter(({ kind }) => kind === "heading");
    expect(headings.length).toBe(card.match(/^#+ /gm)!.length);
    const rows = blocks.flatMap((block) => (block.kind === "table" ? [block.head, ...block.rows] : []));
    expect(rows.length).toBe(card.match(/^\|/gm)!.length - card.match(/^\|[-:| ]+\|$/gm)!.length);
    expect(blocks.some((block) => block.kind === "paragraph" && block.text.includes("|"))).toBe(false);
  }
});

test("a page of nothing but marks is read, however deep", () => {
  const marks = ["[", "*a ", "`", "> ", "- ", "1. ", "|", "**", "\\", "\n- "];
  for (const mark of marks) {
    const blocks = readBlocks(mark.repeat(5000));
    expect([mark, blocks.length > 0]).toEqual([mark, true]);
    expect(blocks.flatMap((block) => (block.kind === "paragraph" ? readInline(block.text) : []))).toBeInstanceOf(Array);
  }
});
