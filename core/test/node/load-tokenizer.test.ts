import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadTokenizer } from "../../src/node/load-tokenizer.ts";

const fixtures = fileURLToPath(new URL("../tokenizer/fixtures/", import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whowrote-tokenizer-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Files of a fixture, some of them left out or replaced. */
function copyOf(fixture: string, changes: Readonly<Record<string, string | undefined>>): string {
  cpSync(fixtures + fixture, folder, { recursive: true });
  for (const [file, text] of Object.entries(changes)) {
    if (text === undefined) rmSync(join(folder, file));
    else writeFileSync(join(folder, file), text);
  }
  return folder;
}

describe("a folder whose tokenizer cannot be used is refused", () => {
  test.each<[string, string, Readonly<Record<string, string | undefined>>, RegExp]>([
    ["no vocabulary", "bert", { "vocab.txt": undefined }, /no tokenizer in .*tokenizer\.json, nor vocab\.json/],
    ["no merges", "roberta", { "merges.txt": undefined }, /has vocab\.json, but not merges\.txt/],
    [
      "a cut tokenizer.json",
      "unigram",
      { "tokenizer.json": '{"model": {' },
      /tokenizer\.json cannot be used.*not JSON/,
    ],
    ["a cut vocab.json", "roberta", { "vocab.json": '{"a": 0,' }, /vocab\.json cannot be used.*not JSON/],
    ["a vocab.json that is none", "roberta", { "vocab.json": "[1]" }, /vocab\.json is no table of tokens and ids/],
    ["a vocab.json of another model", "roberta", { "vocab.json": '{"a": 0}' }, /no token "<s>"/],
    ["merges of another model", "roberta", { "merges.txt": "q̂ ŝ\n" }, /Merge 1 .*which its vocabulary does not have/],
    ["merges that are none", "roberta", { "merges.txt": "<html> <body> <p>\n" }, /Merge 1 .*"left right"/],
    ["a vocab.txt of another kind", "bert", { "vocab.txt": "<html>\n" }, /no line "\[UNK\]"/],
    ["a line twice in vocab.txt", "bert", { "vocab.txt": "[UNK]\na\na\n" }, /Lines 2 and 3 of vocab\.txt are both "a"/],
    ["a damaged configuration", "bert", { "tokenizer_config.json": "{" }, /tokenizer_config\.json is not JSON/],
    ["a strange configuration", "bert", { "tokenizer_config.json": '{"cls_token": 1}' }, /cls_token/],
  ])("%s", async (_, fixture, changes, message) => {
    await expect(loadTokenizer(copyOf(fixture, changes))).rejects.toThrow(message);
  });

  test("sentencepiece only, with what to do about it", async () => {
    writeFileSync(join(folder, "spiece.model"), "\n\u000e");
    await expect(loadTokenizer(folder)).rejects.toThrow(/spiece\.model only.*save_pretrained/);
  });

  test("no folder at all", async () => {
    await expect(loadTokenizer(join(folder, "none"))).rejects.toThrow(/no tokenizer in .*none/);
  });
});

test("tokenizer.json counts before the files that it replaces", async () => {
  cpSync(`${fixtures}unigram`, folder, { recursive: true });
  cpSync(`${fixtures}bert/vocab.txt`, join(folder, "vocab.txt"));
  expect((await loadTokenizer(folder)).idOf("▁")).toBeDefined();
});

test("added_tokens.json extends RoBERTa's vocabulary, and only the special ones are text within text", async () => {
  const { vocabularySize } = await loadTokenizer(`${fixtures}roberta`);
  const names = '{"additional_special_tokens": [{"content": "<extra_id_0>"}], "pad_token": "<pad>"}';
  const tokenizer = await loadTokenizer(
    copyOf("roberta", {
      "added_tokens.json": JSON.stringify({ "<extra_id_0>": vocabularySize, "@@@": vocabularySize + 1 }),
      "special_tokens_map.json": names,
    }),
  );
  expect(tokenizer.vocabularySize).toBe(vocabularySize + 2);
  expect([...tokenizer.encode("a<extra_id_0>").ids]).not.toContain(vocabularySize);
  expect([...tokenizer.encode("a@@@").ids]).toEqual([tokenizer.idOf("a"), vocabularySize + 1]);
});

test("the configuration decides about case in BERT's vocab.txt", async () => {
  const uncased = await loadTokenizer(`${fixtures}bert`);
  const cased = await loadTokenizer(copyOf("bert", { "tokenizer_config.json": '{"do_lower_case": false}' }));
  const lower = uncased.encode("return");
  expect(uncased.encode("RETURN").ids).toEqual(lower.ids);
  expect(cased.encode("RETURN").ids).not.toEqual(lower.ids);
});
