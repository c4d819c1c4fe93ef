/**
 * Cuts one word into tokens: three numbers for each, its id and where in the word it starts and ends (UTF-16 units).
 * Depends on the word alone, so that the answer can be kept.
 */
export type WordModel = (word: string) => Int32Array;
