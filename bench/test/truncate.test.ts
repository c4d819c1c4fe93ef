import { afterAll, beforeAll, expect, test } from "vitest";
import { openSyntaxParser, type SyntaxParser } from "whowrote/node/grammars";
import { truncate } from "../src/truncate.ts";
import { benchRow } from "./bench-row.ts";

let parser: SyntaxParser;
beforeAll(async () => {
  parser = await openSyntaxParser();
});
afterAll(() => parser.close());

const code = `# Copyright 2020 Somebody. All rights reserved.
import os
def first(path):
    return os.stat(path)

def second(path):
    return os.stat(path)
`;
const row = benchRow("wild-human", "human", { code });

test("a cut counts lines behind the licence and the imports and ends at a line end", async () => {
  expect((await truncate(row, 3, parser))!.code).toBe("def first(path):\n    return os.stat(path)\n\n");
});

test("a file with fewer lines than the cut is left out", async () => {
  expect((await truncate(row, 5, parser))!.code).toBe(code.slice(code.indexOf("def")));
  expect(await truncate(row, 6, parser)).toBeUndefined();
});

test("a cut row keeps its label and language and gets an id of its own", async () => {
  expect(await truncate(row, 2, parser)).toMatchObject({ id: `${row.id}#2`, label: "human", language: "python" });
});
