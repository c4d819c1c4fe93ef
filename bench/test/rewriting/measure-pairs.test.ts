import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openSyntaxParser } from "whowrote/node/grammars";
import { bareTexts, measureByLength, measureBySharedWords } from "../../src/rewriting/measure-pairs.ts";
import { readPairs } from "../../src/rewriting/read-pairs.ts";

const side = (code: string) => ({ code, language: "python" as const });
const pair = {
  ...{ id: "p", set: "test", task: "t", label: 1 as const },
  a: side("# adds\n\nx = a + b\n"),
  b: side("y = a + bcd"),
};

test("code is compared without comments and blank lines", async () => {
  const parser = await openSyntaxParser();
  const bare = await bareTexts([pair], parser);
  parser.close();
  expect(bare.get(pair.a.code)).toBe("x = a + b");
  // "=", "a" and "+" of x = a + b y bcd; 9 of 11 characters.
  expect(await measureBySharedWords([pair], bare)).toEqual([3 / 7]);
  expect(await measureByLength([pair], bare)).toEqual([9 / 11]);
});

test("pairs are read line by line, and what is none is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "whowrote-pairs-"));
  const path = join(folder, "set.jsonl.gz");
  await writeFile(path, gzipSync(`${JSON.stringify({ ...pair, kind: "clone" })}\n${JSON.stringify(pair)}\n`));
  expect(await readPairs(path)).toEqual([pair, pair]);
  await writeFile(path, gzipSync(`${JSON.stringify({ ...pair, label: 2 })}\n`));
  await expect(readPairs(path)).rejects.toThrow("set.jsonl.gz, line 1 is no pair");
  await rm(folder, { recursive: true });
});
