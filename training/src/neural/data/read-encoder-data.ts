import type { EncoderDefinition } from "whowrote/encoder";
import { loadTokenizer } from "whowrote/node/load-tokenizer";
import { checkVocabulary } from "whowrote/tokenizer";
import type { EncoderData } from "./encoder-data.ts";
import { readLabelledWindows } from "./labelled-windows.ts";
import type { EncoderOptions } from "../options.ts";
import { readShardWindows } from "./shard-windows.ts";
import { countWindows } from "./token-windows.ts";

/** A folder of token shards, in training order, or a folder of datasets. */
export type DataPlace = { readonly shards: string } | { readonly datasets: string };

export interface ReadData extends EncoderData {
  /** Tokens that stand for marks and that a model trained on other text does not know. */
  readonly marks: readonly number[];
}

/** @throws when there is nothing to learn from or to validate on, or tokens and model do not belong together */
export async function readEncoderData(
  place: DataPlace,
  tokenizerFolder: string,
  definition: EncoderDefinition,
  options: EncoderOptions,
): Promise<ReadData> {
  const data =
    "shards" in place ? await readShards(place.shards) : await readDatasets(place.datasets, tokenizerFolder, options);
  checkVocabulary({ vocabularySize: data.vocabularySize }, definition.vocabularySize);
  for (const [name, windows] of Object.entries({ "learn from": data.training, "validate on": data.validation }))
    if (countWindows(windows) === 0) throw new Error(`There is no window to ${name}. Give more data.`);
  return data;
}

async function readShards(folder: string): Promise<ReadData> {
  return { ...(await readShardWindows(folder)), isOrdered: true };
}

async function readDatasets(folder: string, tokenizerFolder: string, options: EncoderOptions): Promise<ReadData> {
  const tokenizer = await loadTokenizer(tokenizerFolder);
  const windows = await readLabelledWindows(folder, tokenizer, options);
  const { vocabularySize, special } = tokenizer;
  return { ...windows, vocabularySize, special, isOrdered: false, marks: [] };
}
