import { join } from "node:path";
import { z } from "zod";
import { createTokenizer } from "../tokenizer/create-tokenizer.ts";
import { tokenNamesSchema, type TokenNames } from "../tokenizer/definition.ts";
import { defineBert, defineRoberta } from "../tokenizer/vocabulary-files.ts";
import type { Tokenizer } from "../tokenizer.ts";
import { readText } from "./read-text.ts";

/**
 * Loads the tokenizer of a Hugging Face checkpoint folder: tokenizer.json, else RoBERTa's vocab.json and merges.txt, else
 * BERT's vocab.txt; with tokenizer_config.json, special_tokens_map.json and added_tokens.json where they are there.
 * @throws when the folder has none of them, or what it has is damaged, naming the file
 */
export async function loadTokenizer(folder: string): Promise<Tokenizer> {
  const names = await readTokenNames(folder);
  const { file, definition } = await readDefinition(folder, names);
  try {
    return createTokenizer(await definition(), names);
  } catch (cause) {
    throw new Error(`The tokenizer ${join(folder, file)} cannot be used: ${(cause as Error).message}`, { cause });
  }
}

interface FoundDefinition {
  readonly file: string;
  readonly definition: () => unknown;
}

async function readDefinition(folder: string, names: TokenNames): Promise<FoundDefinition> {
  const whole = await readPart(folder, "tokenizer.json");
  if (whole !== undefined) return { file: "tokenizer.json", definition: () => parseJson(whole) };
  const [vocabulary, merges, added, lines] = await Promise.all(
    ["vocab.json", "merges.txt", "added_tokens.json", "vocab.txt"].map(async (file) => readPart(folder, file)),
  );
  if (vocabulary !== undefined && merges !== undefined) {
    const definition = () => {
      const files = { vocabulary: parseJson(vocabulary), merges };
      return defineRoberta(added === undefined ? files : { ...files, added: parseJson(added) }, names);
    };
    return { file: "vocab.json", definition };
  }
  if (lines !== undefined) return { file: "vocab.txt", definition: () => defineBert(lines, names) };
  throw new Error(await describeLack(folder, vocabulary !== undefined));
}

async function describeLack(folder: string, hasVocabulary: boolean): Promise<string> {
  if (hasVocabulary)
    return `${folder} has vocab.json, but not merges.txt: the tokenizer is not whole. Fetch merges.txt of the same model.`;
  for (const file of sentencePieceFiles)
    if ((await readPart(folder, file)) !== undefined)
      return (
        `${folder} has its tokenizer as ${file} only, which whowrote does not read. Write a tokenizer.json once with ` +
        `Python: AutoTokenizer.from_pretrained("${folder}").save_pretrained("${folder}") of the package transformers.`
      );
  return (
    `There is no tokenizer in ${folder}: neither tokenizer.json, nor vocab.json with merges.txt, nor vocab.txt. ` +
    `Give the folder of a whole checkpoint.`
  );
}

const sentencePieceFiles = ["spiece.model", "sentencepiece.bpe.model", "tokenizer.model", "spm.model"];

/** Names in tokenizer_config.json count before those in special_tokens_map.json. */
async function readTokenNames(folder: string): Promise<TokenNames> {
  const files = await Promise.all(
    ["special_tokens_map.json", "tokenizer_config.json"].map(async (file) => {
      const text = await readPart(folder, file);
      return text === undefined ? {} : readNames(text, join(folder, file));
    }),
  );
  const given = files.flatMap((names) => Object.entries(names)).filter(([, value]) => value != null);
  return Object.fromEntries(given) as TokenNames;
}

function readNames(text: string, path: string): TokenNames {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON. Fetch it again.`, { cause });
  }
  const parsed = tokenNamesSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`${path} is not as it must be:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Error(`it is not JSON (${(cause as Error).message}). Fetch it again.`, { cause });
  }
}

async function readPart(folder: string, file: string): Promise<string | undefined> {
  try {
    return await readText(join(folder, file));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Error(`${join(folder, file)} cannot be read.`, { cause });
  }
}
