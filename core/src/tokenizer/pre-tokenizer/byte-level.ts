import { z } from "zod";
import { definePart } from "../part.ts";
import type { PreTokenizer, Word } from "../pre-tokenizer.ts";
import { splitBy, wholePiece } from "./split.ts";

const options = z.object({ add_prefix_space: z.boolean().default(true), use_regex: z.boolean().default(true) });

/** The expression of GPT-2 (openai/gpt-2, encoder.py), with the blanks of Unicode rather than those of JavaScript. */
const words =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** Cuts words only: that their tokens are made of bytes is the word model's matter. */
export const byteLevel = definePart<PreTokenizer, typeof options>("ByteLevel", options, (given) => {
  const cut = given.use_regex ? splitBy(words, "Isolated") : wholePiece;
  if (!given.add_prefix_space) return cut;
  return (piece, emit) => cut(piece.text.startsWith(" ") ? piece : putInFront(" ", piece), emit);
});

/** @param sign one UTF-16 unit */
export function putInFront(sign: string, { text, at, floor, opensText }: Word): Word {
  return { text: sign + text, at: at - 1, floor: Math.max(at, floor), opensText };
}
