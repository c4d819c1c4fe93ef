/** Tokens in the order of the text: three columns of equal length. */
export interface TokenizedText {
  readonly ids: Int32Array;
  /** Where in the given text a token begins, in UTF-16 units. */
  readonly starts: Int32Array;
  /** Where it ends, exclusive. Tokens that share a character, as bytes of one sign do, all cover the whole character. */
  readonly ends: Int32Array;
}

/** Ids of the tokens that a model reads beside the text. */
export interface SpecialTokens {
  /** Stands before the text: `<s>`, `[CLS]`. T5 has none. */
  readonly start?: number;
  /** Stands behind the text: `</s>`, `[SEP]`. */
  readonly end?: number;
  /** Fills a batch up; a mask hides it from the model. */
  readonly pad: number;
  readonly mask?: number;
  readonly unknown?: number;
}

/** Cuts text into the tokens that an encoder was trained on. */
export interface Tokenizer {
  /** The highest id plus one: how many rows the model's embedding needs. */
  readonly vocabularySize: number;
  readonly special: SpecialTokens;
  /**
   * Adds no special tokens, and the text cannot bring any in: `<s>` or `[CLS]` in a source file is text like any
   * other. Empty text gives no tokens, and so may text of blanks only (WordPiece, Unigram). A lone surrogate counts
   * as U+FFFD. Whitespace that a token carries belongs to its offsets.
   */
  readonly encode: (text: string) => TokenizedText;
  /** Id of a token as it is spelt in the vocabulary (`Ġreturn`, `##ing`), added tokens among them. */
  readonly idOf: (token: string) => number | undefined;
}

/**
 * A tokenizer may know fewer tokens than the model has rows (rows are often rounded up), never more.
 * @throws {RangeError} when an id would lie outside the model's embedding
 */
export function checkVocabulary(tokenizer: Pick<Tokenizer, "vocabularySize">, embeddingRows: number): void {
  if (tokenizer.vocabularySize <= embeddingRows) return;
  throw new RangeError(
    `The tokenizer has ${tokenizer.vocabularySize} tokens and the model's embedding ${embeddingRows} rows: ` +
      `they do not belong together. Put the tokenizer files of this very model into its folder.`,
  );
}
