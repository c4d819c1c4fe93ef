import { describe, expect, test } from "vitest";
import type { LanguageId } from "../../src/language.ts";
import { marks, readingIds, type ReadingId } from "../../src/reading.ts";
import { readings } from "../../src/reading/index.ts";
import { readAnatomy } from "../read-anatomy.ts";

const code = "def total(items, tax):\n    # Add the tax.\n    amount = sum(items) * 1.25\n\n    return amount + tax\n";

async function read(text: string, id: ReadingId, language: LanguageId = "python"): Promise<string[]> {
  return readings[id].read(await readAnatomy(text, language)).map((piece) => piece.text);
}

describe.each(readingIds)("the reading %s", (id) => {
  test("is the same for tabs and four spaces", async () => {
    expect(await read(code.replaceAll("    ", "\t"), id)).toEqual(await read(code, id));
  });

  test("is the same for trailing blanks", async () => {
    expect(await read(code.replaceAll("\n", "  \n"), id)).toEqual(await read(code, id));
  });

  test("leaves out a licence header and imports", async () => {
    const withHeader = `# Copyright 2020 Somebody\n# Licensed under MIT\nimport os\nfrom sys import argv\n${code}`;
    expect(await read(withHeader, id)).toEqual(await read(code, id));
  });

  test("places every piece at its text", async () => {
    for (const { text, isMark, start, end } of readings[id].read(await readAnatomy(code, "python"))) {
      if (isMark) expect(marks).toContain(text);
      else expect(code.slice(start, end)).toBe(text);
    }
  });

  test("is empty for an empty text", async () => {
    expect(await read("", id)).toEqual([]);
  });

  test("lets windows begin at lines only", async () => {
    const pieces = readings[id].read(await readAnatomy(code, "python"));
    for (const { start, startsLine } of pieces)
      if (startsLine) expect(code.slice(code.lastIndexOf("\n", start - 1) + 1, start).trim()).toBe("");
    expect(pieces[0]!.startsLine).toBe(true);
  });
});

test("the raw reading tells how each line begins", async () => {
  expect(await read("if a:\n    b = 1\n\n    c = 2\nd = 3\n", "raw")).toEqual([
    "#same",
    "if",
    "a",
    ":",
    "#deeper",
    "b",
    "=",
    "1",
    "#blank-same",
    "c",
    "=",
    "2",
    "#shallower",
    "d",
    "=",
    "3",
  ]);
});

test("a wide gap within a line is a mark", async () => {
  expect(await read("a   = 1\n", "raw")).toEqual(["#same", "a", "#gap", "=", "1"]);
});

test("a topic word is masked inside a name, and a year everywhere", async () => {
  expect(await read("agentConfig = 2024\n", "raw")).toEqual(["#same", "#topic", "config", "=", "#long-number"]);
});

test("without comments, a line that held only a comment is not there", async () => {
  expect(await read("a = 1  # one\n# two\nb = 2\n", "without-comments")).toEqual(await read("a = 1\nb = 2\n", "raw"));
});

test("the layout-free reading does not see line breaks", async () => {
  expect(await read("f(a,\n  b)\n", "layout-free")).toEqual(await read("f(a, b)\n", "layout-free"));
});

test("the delexicalised reading sees the form of a name and not its wording", async () => {
  expect(await read("itemCount = 7\n", "delexicalised")).toEqual(await read("userName = 9\n", "delexicalised"));
  expect(await read("itemCount = 7\n", "delexicalised")).not.toEqual(await read("item_count = 7\n", "delexicalised"));
});
