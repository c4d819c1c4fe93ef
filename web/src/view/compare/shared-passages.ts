import type { CodeWord } from "./code-words.ts";

export interface Span {
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A run of words that stands in both texts. */
export interface Passage {
  readonly a: Span;
  readonly b: Span;
  /** How many words it has. */
  readonly words: number;
}

/** Shorter runs are loops and calls that everybody writes: `alwaysFound` of core/src/similarity/winnow.ts. */
const shortestPassage = 17;
/** So many places of one run are tried; `}` over and over would have thousands. */
const mostPlaces = 32;

/**
 * The passages that two texts share, longest first and none overlapping another (Wise 1993, "String similarity via greedy
 * string tiling and running Karp-Rabin matching").
 * @returns in the order in which they stand in the first text
 */
export function sharedPassages(a: readonly CodeWord[], b: readonly CodeWord[]): Passage[] {
  const runs = findRuns(a, b).toSorted((one, other) => other.length - one.length);
  const usedA = new Uint8Array(a.length);
  const usedB = new Uint8Array(b.length);
  const passages: Passage[] = [];
  for (const run of runs) {
    const free = trim(run, usedA, usedB);
    if (free.length < shortestPassage) continue;
    usedA.fill(1, free.atA, free.atA + free.length);
    usedB.fill(1, free.atB, free.atB + free.length);
    passages.push({ a: spanOf(a, free.atA, free.length), b: spanOf(b, free.atB, free.length), words: free.length });
  }
  return passages.toSorted((one, other) => one.a.start - other.a.start);
}

interface Run {
  readonly atA: number;
  readonly atB: number;
  readonly length: number;
}

/** Every run that both have and that cannot be made longer at either end. */
function findRuns(a: readonly CodeWord[], b: readonly CodeWord[]): Run[] {
  const places = new Map<string, number[]>();
  for (let at = 0; at + shortestPassage <= b.length; at++) {
    const key = keyAt(b, at);
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else if (known.length < mostPlaces) known.push(at);
  }
  const runs: Run[] = [];
  for (let atA = 0; atA + shortestPassage <= a.length; atA++)
    for (const atB of places.get(keyAt(a, atA)) ?? []) {
      if (atA > 0 && atB > 0 && a[atA - 1]!.form === b[atB - 1]!.form) continue;
      let length = shortestPassage;
      while (a[atA + length] && a[atA + length]!.form === b[atB + length]?.form) length++;
      runs.push({ atA, atB, length });
    }
  return runs;
}

/** The first words that are free on both sides; longer runs have taken the others. */
function trim({ atA, atB, length }: Run, usedA: Uint8Array, usedB: Uint8Array): Run {
  let skip = 0;
  while (skip < length && (usedA[atA + skip] === 1 || usedB[atB + skip] === 1)) skip++;
  let end = skip;
  while (end < length && usedA[atA + end] === 0 && usedB[atB + end] === 0) end++;
  return { atA: atA + skip, atB: atB + skip, length: end - skip };
}

const keyAt = (words: readonly CodeWord[], at: number): string =>
  words
    .slice(at, at + shortestPassage)
    .map(({ form }) => form)
    .join(" ");

const spanOf = (words: readonly CodeWord[], at: number, length: number): Span => ({
  start: words[at]!.start,
  end: words[at + length - 1]!.end,
});
