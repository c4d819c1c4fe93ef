import { z } from "zod";
import type { TokenizedText, Tokenizer } from "../tokenizer.ts";
import { createAddedTokenFinder, type AddedTokenFinder } from "./added-tokens.ts";
import type { AlignedText } from "./aligned-text.ts";
import { tokenizerDefinitionSchema, type TokenNames } from "./definition.ts";
import type { Normalizer } from "./normalizer.ts";
import { createNormalizer } from "./normalizer/index.ts";
import type { PreTokenizer, Word } from "./pre-tokenizer.ts";
import { createPreTokenizer, makesBytes } from "./pre-tokenizer/index.ts";
import { findSpecialTokens } from "./special-tokens.ts";
import { TokenColumns } from "./token-columns.ts";
import { createVocabulary } from "./vocabulary.ts";
import { cacheWords } from "./word-cache.ts";
import type { WordModel } from "./word-model.ts";
import { createWordModel, modelTokens } from "./word-model/index.ts";

interface Steps {
  readonly findRaw: AddedTokenFinder;
  readonly normalize: Normalizer;
  readonly findNormalized: AddedTokenFinder;
  readonly preTokenize: PreTokenizer;
  readonly toTokens: WordModel;
}

/**
 * @param definition content of a tokenizer.json
 * @param names what tokenizer_config.json and special_tokens_map.json say
 * @throws when the definition cannot be read or contradicts itself, saying where
 */
export function createTokenizer(definition: unknown, names: TokenNames = {}): Tokenizer {
  const parsed = tokenizerDefinitionSchema.safeParse(definition);
  if (!parsed.success) throw new Error(`tokenizer.json is not as it must be:\n${z.prettifyError(parsed.error)}`);
  const { added_tokens: added, model, normalizer, pre_tokenizer } = parsed.data;
  const vocabulary = createVocabulary(
    [...modelTokens(model), ...added.map(({ content, id }) => [content, id] as const)],
    added.filter(({ special }) => special).map(({ content }) => content),
  );
  const normalize = createNormalizer(normalizer);
  // The special ones are not looked for: in a source file they are text.
  const inText = added.filter(({ special }) => !special);
  const steps: Steps = {
    findRaw: createAddedTokenFinder(
      inText.filter(({ normalized }) => normalized === false),
      ({ content }) => content,
    ),
    normalize,
    findNormalized: createAddedTokenFinder(
      inText.filter(({ normalized }) => normalized !== false),
      ({ content }) => normalize({ text: content }).text,
    ),
    preTokenize: createPreTokenizer(pre_tokenizer),
    toTokens: cacheWords(createWordModel(model, vocabulary, makesBytes(pre_tokenizer))),
  };
  return {
    vocabularySize: vocabulary.size,
    special: findSpecialTokens(parsed.data, names, vocabulary.ids),
    encode: (text) => encode(text.toWellFormed(), steps),
    idOf: (token) => vocabulary.ids.get(token),
  };
}

function encode(text: string, steps: Steps): TokenizedText {
  const columns = new TokenColumns(text.length);
  for (const { start, end, id } of steps.findRaw(text)) {
    if (id !== undefined) columns.push(id, start, end);
    else if (end > start) encodeSection(text.slice(start, end), start, steps, columns);
  }
  return columns.toTokenizedText();
}

function encodeSection(text: string, origin: number, steps: Steps, columns: TokenColumns): void {
  const normalized = steps.normalize({ text });
  for (const { start, end, id } of steps.findNormalized(normalized.text)) {
    if (end === start) continue;
    if (id !== undefined) {
      columns.push(id, origin + startOf(normalized, start), origin + endOf(normalized, end - 1));
      continue;
    }
    const opensText = origin + startOf(normalized, start) === 0;
    const piece = { text: normalized.text.slice(start, end), at: start, floor: start, opensText };
    steps.preTokenize(piece, (word) => addWord(word, steps.toTokens(word.text), normalized, origin, columns));
  }
}

function addWord(word: Word, tokens: Int32Array, normalized: AlignedText, origin: number, columns: TokenColumns): void {
  const { at, floor } = word;
  for (let read = 0; read < tokens.length; read += 3) {
    const start = startOf(normalized, Math.max(at + tokens[read + 1]!, floor));
    const end = endOf(normalized, Math.max(at + tokens[read + 2]! - 1, floor));
    columns.push(tokens[read]!, origin + start, origin + end);
  }
}

const startOf = ({ starts }: AlignedText, at: number): number => starts?.[at] ?? at;

/** What is made up comes from the character behind it, which may be a pair of surrogates. */
function endOf({ text, ends }: AlignedText, at: number): number {
  const last = (text.codePointAt(at) ?? 0) > 0xffff ? at + 1 : at;
  return ends?.[last] ?? last + 1;
}
