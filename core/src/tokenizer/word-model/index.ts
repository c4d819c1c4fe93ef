import { z } from "zod";
import type { TokenizerDefinition } from "../definition.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { WordModel } from "../word-model.ts";
import { bytePairSchema, createBytePair } from "./byte-pair.ts";
import { createUnigram, unigramSchema } from "./unigram.ts";
import { createWordPiece, wordPieceSchema } from "./word-piece.ts";

type Model = TokenizerDefinition["model"];

interface WordModelKind {
  /** The tokens that the model itself knows, with their ids. */
  readonly tokens: (model: Model) => readonly (readonly [string, number])[];
  readonly create: (model: Model, vocabulary: Vocabulary, overBytes: boolean) => WordModel;
}

const kinds: Readonly<Record<string, WordModelKind>> = {
  BPE: {
    tokens: tokensById,
    create: (model, vocabulary, overBytes) => createBytePair(read(bytePairSchema, model), vocabulary, overBytes),
  },
  WordPiece: {
    tokens: tokensById,
    create: (model, vocabulary) => createWordPiece(read(wordPieceSchema, model), vocabulary),
  },
  Unigram: {
    tokens: (model) => read(unigramSchema, model).vocab.map(([piece], id) => [piece, id] as const),
    create: (model, vocabulary) => createUnigram(read(unigramSchema, model), vocabulary),
  },
};

/** @throws when the vocabulary is missing or no table of tokens */
export function modelTokens(model: Model): readonly (readonly [string, number])[] {
  return kindOf(model).tokens(model);
}

export function createWordModel(model: Model, vocabulary: Vocabulary, overBytes: boolean): WordModel {
  return kindOf(model).create(model, vocabulary, overBytes);
}

/** Old files do not name the type. */
function kindOf(model: Model): WordModelKind {
  const type = model.type ?? (Array.isArray(model["vocab"]) ? "Unigram" : "merges" in model ? "BPE" : "WordPiece");
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind) return kind;
  const known = Object.keys(kinds).join(", ");
  throw new Error(
    `The model of tokenizer.json is of type ${JSON.stringify(type)}; whowrote reads ${known}. Use another.`,
  );
}

const vocabularySchema = z.object({ vocab: z.record(z.string(), z.number()) });

function tokensById(model: Model): readonly (readonly [string, number])[] {
  return Object.entries(read(vocabularySchema, model).vocab);
}

function read<Schema extends z.ZodType>(schema: Schema, model: Model): z.infer<Schema> {
  const parsed = schema.safeParse(model);
  if (parsed.success) return parsed.data;
  throw new Error(`The model of tokenizer.json is not as it must be:\n${z.prettifyError(parsed.error)}`);
}
