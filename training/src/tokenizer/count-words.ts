import { createPreTokenizer } from "whowrote/tokenizer/pre-tokenizer/index";

/** Longer runs (data in base64, a ruler of signs) are not learned from: nobody reads them as a word. In UTF-16 units. */
const longestWord = 256;

/** Counts how often each word occurs. Grows in place. */
export class WordCounter {
  readonly counts = new Map<string, number>();
  readonly #cut: ReturnType<typeof createPreTokenizer>;

  /** @param preTokenizer as in a tokenizer.json */
  constructor(preTokenizer: unknown) {
    this.#cut = createPreTokenizer(preTokenizer);
  }

  add(text: string): void {
    const { counts } = this;
    this.#cut({ text: text.toWellFormed(), at: 0, floor: 0, opensText: true }, ({ text: word }) => {
      if (word.length <= longestWord) counts.set(word, (counts.get(word) ?? 0) + 1);
    });
  }
}
