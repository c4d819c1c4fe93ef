import { marks } from "whowrote/reading";
import { seededHash } from "../dataset/seeded-hash.ts";
import { readSamples } from "../dataset/read-samples.ts";
import { WordCounter } from "./count-words.ts";
import { definePreTokenizer, defineTokenizer, type TokenizerFiles } from "./define-tokenizer.ts";
import { fitBytePairs } from "./fit-byte-pairs.ts";
import type { TokenizerOptions } from "./options.ts";
import { shareOut } from "./share-out.ts";

export interface TokenizerHooks {
  readonly onProgress: (stage: string, done: number, total: number) => void;
  /** @throws when the run is to end */
  readonly signal: AbortSignal;
}

export interface TrainedTokenizer {
  readonly files: TokenizerFiles;
  /** Tokens in all. */
  readonly vocabulary: number;
  readonly merges: number;
  /** UTF-16 units that were counted, by language. */
  readonly counted: ReadonlyMap<string, number>;
  /** UTF-16 units of the counted text a token stands for. */
  readonly unitsPerToken: number;
}

/**
 * Reads the data twice: once for how much of each language there is, once to count words. Only these counts are kept. Which
 * samples are counted depends on their ids and the seed: the same data give the same tokenizer.
 */
export async function trainTokenizer(
  dataFolder: string,
  options: TokenizerOptions,
  { onProgress, signal }: TokenizerHooks,
): Promise<TrainedTokenizer> {
  const sizes = new Map<string, number>();
  let samples = 0;
  for await (const { language, code } of readSamples(dataFolder)) {
    signal.throwIfAborted();
    sizes.set(language, (sizes.get(language) ?? 0) + code.length);
    samples++;
  }
  if (samples === 0) throw new Error(`There is no sample in ${dataFolder}: a tokenizer is learned from code.`);
  const shares = shareOut(sizes, options.megabytes * 1e6);
  const counter = new WordCounter(definePreTokenizer(options.words));
  const counted = new Map<string, number>();
  let done = 0;
  for await (const { id, language, code } of readSamples(dataFolder)) {
    signal.throwIfAborted();
    if (done++ % 1000 === 0) onProgress("count words", done, samples);
    if (seededHash(id, options.seed) / 2 ** 32 >= shares.get(language)! / sizes.get(language)!) continue;
    counter.add(code);
    counted.set(language, (counted.get(language) ?? 0) + code.length);
  }
  const reserved = [...options.specialTokens, ...marks];
  const pairs = fitBytePairs(counter.counts, { ...options, reserved });
  const units = counter.counts.entries().reduce((sum, [word, count]) => sum + word.length * count, 0);
  return {
    files: defineTokenizer(pairs, options, reserved),
    vocabulary: pairs.tokens.length,
    merges: pairs.merges.length,
    counted,
    unitsPerToken: units / Math.max(1, pairs.tokenCount),
  };
}
