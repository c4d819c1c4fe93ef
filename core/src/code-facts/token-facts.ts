import type { Anatomy, TokenKind } from "../anatomy.ts";

export interface TokenFacts {
  readonly total: number;
  readonly kinds: Readonly<Record<TokenKind, number>>;
  /** Occurrences of each keyword, mark and name. Strings and numbers are not in it. */
  readonly counts: ReadonlyMap<string, number>;
  /** Equal texts have equal numbers, counted from 0. */
  readonly ids: Int32Array;
  readonly distinct: number;
  /** Like `ids`, with all names alike, all numbers alike and all strings alike. */
  readonly shapes: Int32Array;
}

const shapeOf: Readonly<Partial<Record<TokenKind, number>>> = { identifier: 0, number: 1, string: 2, text: 2 };

export function createTokenFacts({ tokens }: Anatomy): TokenFacts {
  const kinds = { keyword: 0, identifier: 0, number: 0, string: 0, punctuation: 0, text: 0 };
  const numbers = new Map<string, number>();
  const occurrences: number[] = [];
  const ids = new Int32Array(tokens.length);
  const shapes = new Int32Array(tokens.length);
  for (const [index, token] of tokens.entries()) {
    kinds[token.kind]++;
    let id = numbers.get(token.text);
    if (id === undefined) {
      id = numbers.size;
      numbers.set(token.text, id);
      occurrences.push(0);
    }
    ids[index] = id;
    shapes[index] = shapeOf[token.kind] ?? id + 3;
    if (token.kind !== "string" && token.kind !== "number") occurrences[id]!++;
  }
  const counts = new Map<string, number>();
  for (const [text, id] of numbers) if (occurrences[id]! > 0) counts.set(text, occurrences[id]!);
  return { total: tokens.length, kinds, counts, ids, distinct: numbers.size, shapes };
}
