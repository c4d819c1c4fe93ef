import { describe, expect, test } from "vitest";
import { languageIds } from "../../src/language.ts";
import { viewIds, type ViewId } from "../../src/view.ts";
import { views } from "../../src/view/index.ts";
import { readAnatomy } from "../read-anatomy.ts";

const code = "def total(items, tax):\n    # Add the tax.\n    amount = sum(items) * 1.25\n    return amount + tax\n";

/** The words of a text as a view sees them. */
async function read(text: string, id: ViewId): Promise<number[]> {
  const list = views[id].read(await readAnatomy(text, "python"));
  return [...list.hash.slice(0, list.length)];
}

describe.each(viewIds)("the view %s", (id) => {
  test("reads tabs and four spaces alike", async () => {
    expect(await read(code.replaceAll("    ", "\t"), id)).toEqual(await read(code, id));
  });

  test("does not read trailing blanks", async () => {
    expect(await read(code.replaceAll("\n", "  \n"), id)).toEqual(await read(code, id));
  });

  test("does not read a licence header or imports", async () => {
    const withHeader = `# Copyright 2020 Somebody\n# Licensed under MIT\nimport os\nfrom sys import argv\n${code}`;
    expect(await read(withHeader, id)).toEqual(await read(code, id));
  });

  test("places every word inside the text", async () => {
    const list = views[id].read(await readAnatomy(code, "python"));
    for (let at = 0; at < list.length; at++) {
      expect(list.start[at]).toBeLessThanOrEqual(list.end[at]!);
      expect(list.end[at]).toBeLessThanOrEqual(code.length);
    }
  });

  test("reads nothing in an empty text", async () => {
    expect(await read("", id)).toEqual([]);
  });
});

test.each(["layout-free", "delexicalised", "names"] as const)("the view %s does not see comments", async (id) => {
  expect(await read(code.replace("    # Add the tax.\n", ""), id)).toEqual(await read(code, id));
});

test("the delexicalised view does not see which name of the same form was chosen", async () => {
  expect(await read(code.replaceAll("amount", "result"), "delexicalised")).toEqual(await read(code, "delexicalised"));
  expect(await read(code.replaceAll("amount", "result"), "layout-free")).not.toEqual(await read(code, "layout-free"));
});

test("the comments view sees comments and docstrings only", async () => {
  expect(await read(code.replaceAll("amount", "result"), "comments")).toEqual(await read(code, "comments"));
  expect(await read(code.replace("Add", "Sum"), "comments")).not.toEqual(await read(code, "comments"));
});

test("the lines view sees the rhythm, not the wording", async () => {
  expect(await read(code.replaceAll("amount", "result"), "lines")).toEqual(await read(code, "lines"));
  expect(await read(code.replace("    return", "\n    return"), "lines")).not.toEqual(await read(code, "lines"));
});

test("names of AI vendors and years read as one word each", async () => {
  const about = (word: string, year: string) => `x = 1\n# Made by ${word} in ${year}\ny = call(x)\n`;
  expect(await read(about("Claude", "2026"), "raw")).toEqual(await read(about("Copilot", "2019"), "raw"));
});

test.each(languageIds)("every view reads %s", async (language) => {
  const anatomy = await readAnatomy("foo(bar, 1);\n", language);
  expect(views.raw.read(anatomy).length).toBeGreaterThan(3);
});
