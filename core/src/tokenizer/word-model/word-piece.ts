import { z } from "zod";
import type { Vocabulary } from "../vocabulary.ts";
import type { WordModel } from "../word-model.ts";

export const wordPieceSchema = z.object({
  unk_token: z.string().default("[UNK]"),
  continuing_subword_prefix: z.string().default("##"),
  max_input_chars_per_word: z.int().positive().default(100),
});

/**
 * Takes the longest token that the word begins with, then the longest for the rest (Wu et al. 2016; google-research/bert,
 * tokenization.py). A word that cannot be put together so, or is too long, is one unknown token as a whole.
 * @throws when the vocabulary has no token for the unknown
 */
export function createWordPiece(definition: z.infer<typeof wordPieceSchema>, vocabulary: Vocabulary): WordModel {
  const { unk_token, continuing_subword_prefix: prefix, max_input_chars_per_word: mostCharacters } = definition;
  const unknown = vocabulary.ids.get(unk_token);
  if (unknown === undefined)
    throw new Error(`The vocabulary has no token ${JSON.stringify(unk_token)}, which stands for unknown words.`);
  const first = new Map<string, number>();
  const further = new Map<string, number>();
  let longest = 0;
  for (const [token, id] of vocabulary.ids) {
    if (vocabulary.control.has(id)) continue;
    first.set(token, id);
    if (token.startsWith(prefix)) further.set(token.slice(prefix.length), id);
    longest = Math.max(longest, token.length);
  }
  return (word) => {
    const whole = Int32Array.of(unknown, 0, word.length);
    // A character has at most two units: the exact count is seldom needed.
    if (word.length > mostCharacters && (word.length > 2 * mostCharacters || [...word].length > mostCharacters))
      return whole;
    const tokens: number[] = [];
    for (let start = 0; start < word.length;) {
      const known = start === 0 ? first : further;
      let end = Math.min(word.length, start + longest);
      let id = known.get(word.slice(start, end));
      while (id === undefined && end > start + 1) id = known.get(word.slice(start, --end));
      if (id === undefined) return whole;
      tokens.push(id, start, end);
      start = end;
    }
    return Int32Array.from(tokens);
  };
}
