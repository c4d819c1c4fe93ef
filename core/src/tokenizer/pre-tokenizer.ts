/** A piece of the normalised text. */
export interface Word {
  readonly text: string;
  /** Where its first unit stands in the normalised text. A made-up first unit (a prefixed space) stands before `floor`. */
  readonly at: number;
  /** Where its first unit that is not made up stands. */
  readonly floor: number;
  /** The given text begins with this word: nothing stands before it, and nothing was dropped there. */
  readonly opensText: boolean;
}

/** Cuts a piece of text into words; no token reaches across two of them. Parts left out belong to no token. */
export type PreTokenizer = (piece: Word, emit: (word: Word) => void) => void;

/** Units [from, to) of a word. */
export function sliceWord(word: Word, from: number, to: number): Word {
  if (from === 0 && to === word.text.length) return word;
  const { text, at, floor, opensText } = word;
  return { text: text.slice(from, to), at: at + from, floor, opensText: opensText && from === 0 };
}
