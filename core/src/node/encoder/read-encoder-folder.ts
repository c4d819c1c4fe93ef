import { join } from "node:path";
import type { EncoderDefinition } from "../../encoder.ts";
import { parseEncoderConfig } from "../../encoder/parse-config.ts";
import type { StoredTensor } from "../../encoder/int8-rows.ts";
import { readEncoderWeights } from "../../encoder/read-weights.ts";
import { checkVocabulary, type Tokenizer } from "../../tokenizer.ts";
import { loadTokenizer } from "../load-tokenizer.ts";
import { readText } from "../read-text.ts";
import { openWeights } from "../weights/open-weights.ts";
import { readEncoderHabits, type EncoderHabits } from "./encoder-habits.ts";
import { storedWeights } from "./stored-weights.ts";

/** What a checkpoint folder holds of an encoder, checked. */
export interface EncoderFolder {
  readonly folder: string;
  readonly definition: EncoderDefinition;
  readonly tokenizer: Tokenizer;
  readonly habits: EncoderHabits;
  /** As they are stored, by the names of `expectedWeights`. */
  readonly weights: ReadonlyMap<string, StoredTensor>;
}

/**
 * Reads the encoder of a folder in Hugging Face's layout: config.json, the tokenizer's files, and weights in floats or, as
 * `writeInt8Folder` writes them, in 8 bits.
 * @throws when a part is missing, damaged, of a kind that cannot be built, or does not fit the others
 */
export async function readEncoderFolder(folder: string): Promise<EncoderFolder> {
  const path = join(folder, "config.json");
  const json = await readText(path).catch((cause: unknown) => {
    throw new Error(`${path} cannot be read. An encoder's folder has config.json, a tokenizer and weights`, { cause });
  });
  const definition = parseEncoderConfig(json, path);
  const [tokenizer, habits] = await Promise.all([loadTokenizer(folder), readEncoderHabits(folder)]);
  checkVocabulary(tokenizer, definition.vocabularySize);
  const file = await openWeights(folder);
  try {
    const { weights } = await readEncoderWeights(definition, storedWeights(file, folder), folder);
    return { folder, definition, tokenizer, habits, weights };
  } finally {
    await file.close();
  }
}
