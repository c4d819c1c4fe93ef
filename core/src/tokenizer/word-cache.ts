import type { WordModel } from "./word-model.ts";

/** Words of code that come again are short; long ones would only fill the memory. */
const longestKept = 64;

/** Two generations of so many words: some megabytes. */
const mostKept = 16_384;

/** Keeps what the model said of the words that were seen last. */
export function cacheWords(model: WordModel): WordModel {
  let young = new Map<string, Int32Array>();
  let old = new Map<string, Int32Array>();
  return (word) => {
    const known = young.get(word);
    if (known !== undefined) return known;
    const tokens = old.get(word) ?? model(word);
    if (word.length > longestKept) return tokens;
    if (young.size === mostKept) {
      old = young;
      young = new Map();
    }
    young.set(word, tokens);
    return tokens;
  };
}
