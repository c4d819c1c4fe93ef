import { z } from "zod";
import { byteCharacters, bytesOf } from "../byte-alphabet.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { WordModel } from "../word-model.ts";
import { mergeSymbols, type Merges } from "./merge-symbols.ts";
import { byteSymbols, characterSymbols } from "./symbols.ts";

export const bytePairSchema = z.object({
  unk_token: z.string().nullish(),
  fuse_unk: z.boolean().default(false),
  byte_fallback: z.literal(false, "whowrote does not fall back to bytes; use a byte-level model").default(false),
  ignore_merges: z.boolean().default(false),
  continuing_subword_prefix: z.literal(["", null], "whowrote reads BPE without affixes only").optional(),
  end_of_word_suffix: z.literal(["", null], "whowrote reads BPE without affixes only").optional(),
  merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
});

/**
 * Byte-pair encoding (Sennrich et al. 2016): as long as a pair of neighbours is in the list of merges, the one that
 * stands first in the list is merged, leftmost first.
 * @param overBytes words are sequences of bytes rather than of characters
 * @throws when a merge names a token that the vocabulary does not have
 */
export function createBytePair(
  definition: z.infer<typeof bytePairSchema>,
  vocabulary: Vocabulary,
  overBytes: boolean,
): WordModel {
  const { ids } = vocabulary;
  const merges = readMerges(definition.merges, vocabulary);
  const unknown = definition.unk_token == null ? undefined : ids.get(definition.unk_token);
  const toSymbols = overBytes
    ? byteSymbols(ids, unknown, definition.fuse_unk)
    : characterSymbols(ids, unknown, definition.fuse_unk);
  const whole = (word: string): number | undefined => {
    const token = overBytes ? Array.from(bytesOf(word).bytes, (byte) => byteCharacters[byte]).join("") : word;
    const id = ids.get(token);
    return id === undefined || vocabulary.control.has(id) ? undefined : id;
  };
  return (word) => {
    const id = definition.ignore_merges ? whole(word) : undefined;
    return id === undefined ? mergeSymbols(toSymbols(word), merges) : Int32Array.of(id, 0, word.length);
  };
}

function readMerges(merges: z.infer<typeof bytePairSchema>["merges"], { ids, size }: Vocabulary): Merges {
  const ranks = new Map<number, number>();
  const merged = new Int32Array(merges.length);
  for (const [rank, merge] of merges.entries()) {
    const [left, right, ...more] = typeof merge === "string" ? merge.split(" ") : merge;
    if (left === undefined || right === undefined || more.length > 0)
      throw new Error(`Merge ${rank + 1} of the tokenizer, ${JSON.stringify(merge)}, is not of the form "left right".`);
    const [leftId, rightId, mergedId] = [ids.get(left), ids.get(right), ids.get(left + right)];
    if (leftId === undefined || rightId === undefined || mergedId === undefined) {
      const missing = leftId === undefined ? left : rightId === undefined ? right : left + right;
      throw new Error(
        `Merge ${rank + 1} of the tokenizer, ${JSON.stringify(`${left} ${right}`)}, names ${JSON.stringify(missing)}, ` +
          `which its vocabulary does not have: vocabulary and merges do not belong together. Fetch both again.`,
      );
    }
    merged[rank] = mergedId;
    const key = leftId * size + rightId;
    // Named twice, a pair has its later rank, as in the reference.
    ranks.set(key, rank);
  }
  return { ranks, merged, vocabularySize: size };
}
