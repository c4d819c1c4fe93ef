import { byteCharacters, bytesOf } from "whowrote/tokenizer/byte-alphabet";
import { BytePairCorpus, splitKey } from "./byte-pair-corpus.ts";
import { PairHeap } from "./pair-heap.ts";

export interface BytePairSettings {
  /** Tokens in all; fewer when nothing is left that is seen often enough. */
  readonly vocabulary: number;
  readonly minimumFrequency: number;
  /** Tokens that no text becomes; they have the first ids. */
  readonly reserved: readonly string[];
}

export interface BytePairs {
  /** By id: the reserved ones, the 256 bytes in the order of their characters, then what was merged. */
  readonly tokens: readonly string[];
  readonly merges: readonly (readonly [string, string])[];
  /** How many tokens the counted words come to. */
  readonly tokenCount: number;
}

/**
 * Learns byte-level BPE (Sennrich et al. 2016): the pair of neighbours that is seen most often becomes a token, again and
 * again. Of pairs that are equally frequent the one with the smaller ids comes first, left before right. These are the
 * merges of huggingface/tokenizers (`BpeTrainer`), except after two pairs have made the same token ("ab" + "c" and
 * "a" + "bc"): here every place where the token then stands counts at once.
 * @param words how often each word occurs
 * @throws {RangeError} when the vocabulary has no room for the reserved tokens and the bytes
 */
export function fitBytePairs(
  words: ReadonlyMap<string, number>,
  { vocabulary, minimumFrequency, reserved }: BytePairSettings,
): BytePairs {
  const fewest = reserved.length + byteCharacters.length;
  if (vocabulary < fewest)
    throw new RangeError(
      `A vocabulary of ${vocabulary} has no room for ${reserved.length} special tokens and 256 bytes.`,
    );
  const tokens = [...reserved, ...byteCharacters.toSorted()];
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const idOfByte = byteCharacters.map((character) => ids.get(character)!);
  const corpus = new BytePairCorpus(
    Array.from(words, ([word, count]) => ({
      symbols: Int32Array.from(bytesOf(word).bytes, (byte) => idOfByte[byte]!),
      count,
    })),
  );
  const heap = new PairHeap();
  for (const key of corpus.pairKeys()) heap.push(corpus.countOf(key), key);
  const merges: [string, string][] = [];
  while (tokens.length < vocabulary) {
    const top = heap.pop();
    if (top === undefined) break;
    const count = corpus.countOf(top.key);
    if (count !== top.count) {
      // Merges of other pairs took some of its places since it was offered.
      if (count > 0) heap.push(count, top.key);
      continue;
    }
    if (count < minimumFrequency) break;
    const [left, right] = splitKey(top.key).map((id) => tokens[id]!) as [string, string];
    merges.push([left, right]);
    const merged = ids.get(left + right) ?? tokens.push(left + right) - 1;
    ids.set(left + right, merged);
    for (const key of corpus.merge(top.key, merged)) heap.push(corpus.countOf(key), key);
  }
  return { tokens, merges, tokenCount: corpus.countTokens() };
}
