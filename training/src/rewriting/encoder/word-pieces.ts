import { z } from "zod";

/** tokenizer.json with WordPiece (Schuster & Nakajima 2012), as BERT's uncased models have it. */
export const wordPieceSchema = z.looseObject({
  truncation: z.unknown(),
  padding: z.unknown(),
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string() })),
  post_processor: z.looseObject({
    special_tokens: z.record(z.string(), z.looseObject({ id: z.string(), ids: z.array(z.int()) })),
  }),
  model: z.looseObject({ type: z.literal("WordPiece"), vocab: z.record(z.string(), z.int()) }),
});

export type WordPieces = z.output<typeof wordPieceSchema>;

const continues = "##";
const isOneSign = (piece: string): boolean => [...piece.replace(continues, "")].length === 1;

/**
 * Ids to keep, ascending: those that are added for the model's own use, those of one sign, without which a word could not be spelt,
 * and of the others the most used, up to `most` in all.
 * @param counts how often each id was used
 */
export function choosePieces({ model, added_tokens }: WordPieces, counts: ArrayLike<number>, most: number): number[] {
  const added = new Set(added_tokens.map(({ id }) => id));
  const pieces = Object.entries(model.vocab).map(([piece, id]) => ({ piece, id, used: counts[id] ?? 0 }));
  const isKept = ({ piece, id, used }: (typeof pieces)[number]): boolean =>
    added.has(id) || (isOneSign(piece) && (used > 0 || /^(##)?[\x21-\x7e]$/.test(piece)));
  const needed = pieces.filter(isKept);
  const others = pieces
    .filter((piece) => !isKept(piece) && piece.used > 0)
    .toSorted((a, b) => b.used - a.used || a.id - b.id);
  return [...needed, ...others.slice(0, Math.max(0, most - needed.length))]
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);
}

/** The tokenizer with these ids alone, numbered anew in their order. */
export function keepPieces(tokenizer: WordPieces, kept: readonly number[]): WordPieces {
  const idOf = new Map(kept.map((id, at) => [id, at]));
  const renumber = (id: number): number => {
    const found = idOf.get(id);
    if (found === undefined) throw new RangeError(`Token ${id} is needed and was not kept.`);
    return found;
  };
  const specials = Object.entries(tokenizer.post_processor.special_tokens);
  return {
    ...tokenizer,
    truncation: null,
    padding: null,
    added_tokens: tokenizer.added_tokens.map((token) => ({ ...token, id: renumber(token.id) })),
    post_processor: {
      ...tokenizer.post_processor,
      special_tokens: Object.fromEntries(
        specials.map(([name, special]) => [name, { ...special, ids: special.ids.map(renumber) }]),
      ),
    },
    model: {
      ...tokenizer.model,
      vocab: Object.fromEntries(
        Object.entries(tokenizer.model.vocab).flatMap(([piece, id]) => {
          const at = idOf.get(id);
          return at === undefined ? [] : [[piece, at]];
        }),
      ),
    },
  };
}
