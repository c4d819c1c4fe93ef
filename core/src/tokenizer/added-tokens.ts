import type { AddedToken } from "./definition.ts";

/** A part of a text, and the added token that it is, if it is one. */
export interface Section {
  readonly start: number;
  readonly end: number;
  readonly id?: number;
}

/** Cuts a text into added tokens and what lies between them, without gaps. */
export type AddedTokenFinder = (text: string) => Iterable<Section>;

/** Leftmost first, and of those the longest. @param contents as they stand in the text that is searched */
export function createAddedTokenFinder(
  tokens: readonly AddedToken[],
  contents: (token: AddedToken) => string,
): AddedTokenFinder {
  const byContent = new Map(tokens.map((token) => [contents(token), token]));
  byContent.delete("");
  if (byContent.size === 0) return (text) => [{ start: 0, end: text.length }];
  const longestFirst = [...byContent.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    longestFirst.map((content) => content.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|"),
    "gu",
  );
  return (text) => findSections(text, pattern, byContent);
}

function* findSections(text: string, pattern: RegExp, byContent: ReadonlyMap<string, AddedToken>): Generator<Section> {
  let read = 0;
  for (const { index, 0: found } of text.matchAll(pattern)) {
    const { id, single_word, lstrip, rstrip } = byContent.get(found)!;
    let start = index;
    let end = index + found.length;
    if (start < read) continue;
    if (single_word && (isWordSign(text, start - 1) || isWordSign(text, end))) continue;
    while (lstrip && start > read && isBlank(text, start - 1)) start--;
    while (rstrip && end < text.length && isBlank(text, end)) end++;
    if (start > read) yield { start: read, end: start };
    yield { start, end, id };
    read = end;
  }
  if (read < text.length) yield { start: read, end: text.length };
}

const isBlank = (text: string, at: number): boolean => /\p{White_Space}/u.test(text[at]!);

const isWordSign = (text: string, at: number): boolean => /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]/u.test(text[at] ?? "");
