import { z } from "zod";
import { createPart, definePart, type Part } from "../part.ts";
import type { PreTokenizer, Word } from "../pre-tokenizer.ts";
import { byteLevel } from "./byte-level.ts";
import { metaspace } from "./metaspace.ts";
import { bertPreTokenizer, digits, punctuationSplit, whitespaceAndWords, whitespaceSplit } from "./signs.ts";
import { delimiterSplit, split, wholePiece } from "./split.ts";

const steps = z.object({ pretokenizers: z.array(z.unknown()) });

const sequence = definePart<PreTokenizer, typeof steps>("Sequence", steps, ({ pretokenizers }, createInner) =>
  pretokenizers
    .map(createInner)
    .reduceRight<PreTokenizer>(
      (rest, first) => (piece, emit) => first(piece, (word: Word) => rest(word, emit)),
      wholePiece,
    ),
);

const preTokenizers: readonly Part<PreTokenizer>[] = [
  byteLevel,
  bertPreTokenizer,
  metaspace,
  split,
  delimiterSplit,
  whitespaceAndWords,
  whitespaceSplit,
  punctuationSplit,
  digits,
  sequence,
];

/** @param definition `pre_tokenizer` of a tokenizer.json; null makes the whole text one word */
export function createPreTokenizer(definition: unknown): PreTokenizer {
  return definition == null ? wholePiece : createPart("pre_tokenizer", preTokenizers, definition);
}

const nested = z.object({ type: z.string(), pretokenizers: z.array(z.unknown()).default([]) });

/**
 * Whether words reach the word model as bytes rather than as characters.
 * @throws when something is to be cut after the bytes were made
 */
export function makesBytes(definition: unknown): boolean {
  const parsed = nested.safeParse(definition).data;
  if (parsed === undefined) return false;
  if (parsed.type !== "Sequence") return parsed.type === "ByteLevel";
  const at = parsed.pretokenizers.findIndex(makesBytes);
  if (at >= 0 && at < parsed.pretokenizers.length - 1)
    throw new Error("tokenizer.json cuts words after ByteLevel, which whowrote does not do. Use another model.");
  return at >= 0;
}
