/** A pair of neighbouring tokens as one number: ascending by the left one, then by the right one. */
const pairKey = (left: number, right: number): number => left * keyStep + right;

export const splitKey = (key: number): readonly [number, number] => [Math.floor(key / keyStep), key % keyStep];

const keyStep = 2 ** 21;

interface Pair {
  /** How often it is seen, each word as often as it occurs. */
  count: number;
  /** Words that had it once; some may be named twice, and some may have lost it since. */
  readonly words: number[];
}

/**
 * Words as sequences of tokens, and how often each pair of neighbours is seen in them. Merging a pair touches only the
 * words that have it. Changes in place.
 */
export class BytePairCorpus {
  readonly #symbols: Int32Array;
  readonly #begins: Int32Array;
  readonly #lengths: Int32Array;
  readonly #counts: readonly number[];
  readonly #pairs = new Map<number, Pair>();
  /** In which merge a word was last looked at. */
  readonly #lookedAt: Int32Array;
  #merges = 0;

  /** @param words the tokens of each word, and how often it occurs */
  constructor(words: readonly { readonly symbols: ArrayLike<number>; readonly count: number }[]) {
    this.#symbols = new Int32Array(words.reduce((sum, { symbols }) => sum + symbols.length, 0));
    this.#begins = new Int32Array(words.length);
    this.#lengths = Int32Array.from(words, ({ symbols }) => symbols.length);
    this.#counts = words.map(({ count }) => count);
    this.#lookedAt = new Int32Array(words.length).fill(-1);
    let begin = 0;
    for (const [word, { symbols }] of words.entries()) {
      this.#begins[word] = begin;
      this.#symbols.set(symbols, begin);
      begin += symbols.length;
      for (let at = 0; at + 1 < symbols.length; at++) this.#add(symbols[at]!, symbols[at + 1]!, word);
    }
  }

  /** How often a pair is seen now. */
  countOf(key: number): number {
    return this.#pairs.get(key)?.count ?? 0;
  }

  /** The tokens of all words as often as they occur. */
  countTokens(): number {
    return this.#counts.reduce((sum, count, word) => sum + count * this.#lengths[word]!, 0);
  }

  pairKeys(): Iterable<number> {
    return this.#pairs.keys();
  }

  /** Puts `merged` in the place of a pair everywhere. @returns the pairs that are seen more often than before */
  merge(key: number, merged: number): ReadonlySet<number> {
    const [left, right] = splitKey(key);
    const pair = this.#pairs.get(key);
    const risen = new Set<number>();
    for (const word of pair?.words ?? []) {
      if (this.#lookedAt[word] === this.#merges) continue;
      this.#lookedAt[word] = this.#merges;
      this.#mergeWord(word, left, right, merged, risen);
    }
    this.#pairs.delete(key);
    risen.delete(key);
    this.#merges++;
    return risen;
  }

  #mergeWord(word: number, left: number, right: number, merged: number, risen: Set<number>): void {
    const symbols = this.#symbols;
    const begin = this.#begins[word]!;
    const end = begin + this.#lengths[word]!;
    let written = begin;
    for (let read = begin; read < end; read++, written++) {
      if (symbols[read] !== left || read + 1 >= end || symbols[read + 1] !== right) {
        symbols[written] = symbols[read]!;
        continue;
      }
      if (written > begin) {
        this.#remove(symbols[written - 1]!, left, word);
        risen.add(this.#add(symbols[written - 1]!, merged, word));
      }
      if (read + 2 < end) {
        this.#remove(right, symbols[read + 2]!, word);
        risen.add(this.#add(merged, symbols[read + 2]!, word));
      }
      symbols[written] = merged;
      read++;
    }
    this.#lengths[word] = written - begin;
  }

  #add(left: number, right: number, word: number): number {
    const key = pairKey(left, right);
    const pair = this.#pairs.get(key);
    if (pair) {
      pair.count += this.#counts[word]!;
      if (pair.words.at(-1) !== word) pair.words.push(word);
    } else this.#pairs.set(key, { count: this.#counts[word]!, words: [word] });
    return key;
  }

  #remove(left: number, right: number, word: number): void {
    const key = pairKey(left, right);
    const pair = this.#pairs.get(key);
    if (!pair) return;
    pair.count -= this.#counts[word]!;
    if (pair.count <= 0) this.#pairs.delete(key);
  }
}
