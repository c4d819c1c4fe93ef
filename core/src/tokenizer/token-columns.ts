import type { TokenizedText } from "../tokenizer.ts";

/** Collects tokens; grows in place. */
export class TokenColumns {
  #columns: Int32Array;
  #length = 0;

  /** @param expected how many there may be; more are no error */
  constructor(expected: number) {
    this.#columns = new Int32Array(3 * Math.max(4, Math.min(expected, 1024)));
  }

  push(id: number, start: number, end: number): void {
    if (this.#length === this.#columns.length) {
      const larger = new Int32Array(2 * this.#length);
      larger.set(this.#columns);
      this.#columns = larger;
    }
    this.#columns[this.#length] = id;
    this.#columns[this.#length + 1] = start;
    this.#columns[this.#length + 2] = end;
    this.#length += 3;
  }

  toTokenizedText(): TokenizedText {
    const count = this.#length / 3;
    const [ids, starts, ends] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
    for (let at = 0; at < count; at++) {
      ids[at] = this.#columns[3 * at]!;
      starts[at] = this.#columns[3 * at + 1]!;
      ends[at] = this.#columns[3 * at + 2]!;
    }
    return { ids, starts, ends };
  }
}
