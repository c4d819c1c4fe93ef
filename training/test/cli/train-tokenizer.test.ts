import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadTokenizer } from "whowrote/node/load-tokenizer";
import { marks } from "whowrote/reading";
import { tokenizerCommand } from "../../src/cli/train/tokenizer.ts";

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "whowrote-train-tokenizer-"));
  const row = (at: number, language: string) => ({
    ...{ id: `${language} ${at}`, label: at % 2 ? "ai" : "human", language, group: `g${at}`, source: "test" },
    code: `def read_${at}(value):\n    return value + ${at}\n`.repeat(language === "c" ? 20 : 1),
  });
  const rows = Array.from({ length: 200 }, (_, at) => [row(at, "python"), row(at, "c")]).flat();
  await writeFile(join(cwd, "data.jsonl"), rows.map((each) => JSON.stringify(each)).join("\n"));
  await writeFile(join(cwd, "empty.jsonl"), "\n");
});

afterAll(async () => rm(cwd, { recursive: true }));

async function run(...args: string[]): Promise<string> {
  let written = "";
  const stdout = new Writable({
    write: (chunk: Buffer, _, done) => {
      written += chunk.toString();
      done();
    },
  });
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  const environment = { cwd, stdout, stderr, onInterrupt: () => new AbortController().signal };
  await tokenizerCommand(environment).parseAsync(args, { from: "user" });
  return written;
}

test("a tokenizer is learned that loads, has the marks of the readings, and is the same again", async () => {
  const printed = await run("--data", "data.jsonl", "--out", "one", "--vocabulary", "400");
  expect(printed).toMatch(/^one: 4\d\d tokens, |^one: 3\d\d tokens, /);
  const { idOf, special, encode, vocabularySize } = await loadTokenizer(join(cwd, "one"));
  expect(vocabularySize).toBeLessThanOrEqual(400);
  expect(special).toEqual({ start: 0, pad: 1, end: 2, unknown: 3, mask: 4 });
  expect(marks.map(idOf)).toEqual(marks.map((_, at) => 5 + at));
  expect(encode("def read_7(value):\n    return value").ids.length).toBeLessThan(16);
  await run("--data", "data.jsonl", "--out", "two", "--vocabulary", "400");
  for (const file of await readdir(join(cwd, "one")))
    expect(await readFile(join(cwd, "two", file), "utf8")).toBe(await readFile(join(cwd, "one", file), "utf8"));
});

test("special tokens can be named", async () => {
  await run("--data", "data.jsonl", "--out", "four", "--special-tokens", "[CLS],[PAD],[SEP],[UNK],[MASK]");
  expect((await loadTokenizer(join(cwd, "four"))).idOf("[MASK]")).toBe(4);
});

test.each([
  [["--vocabulary", "10"], /--vocabulary 10: must be at least 300/],
  [["--kind", "unigram"], /--kind unigram/],
  [["--words", "bytes"], /--words bytes/],
  [["--special-tokens", "<s>,<s>,a,b,c"], /five different names/],
  [["--data", "nowhere"], /no dataset at/],
  [["--data", "empty.jsonl"], /no sample in/],
])("%j is refused", async (args, message) => {
  await expect(run("--data", "data.jsonl", "--out", "five", ...args)).rejects.toThrow(message);
  expect(await readdir(cwd)).not.toContain("five");
});
