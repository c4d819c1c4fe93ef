/** Beginnings that say whose key it is and nothing about it. */
const schemes = /^(gsk_|sk-ant-|sk-or-|sk-proj-|sk-|AIza)/;
const leastShown = 16;

/**
 * A key that shows itself masked wherever it is printed, inspected or turned into JSON. Its text is in no property:
 * it comes out by {@link SecretKey.reveal} alone, which belongs beside a request or a hash.
 */
export class SecretKey {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** `gsk_…a1b2`; of a key too short to spare four characters, only `…`. */
  get masked(): string {
    if (this.#text.length < leastShown) return "…";
    return `${schemes.exec(this.#text)?.[0] ?? ""}…${this.#text.slice(-4)}`;
  }

  reveal(): string {
    return this.#text;
  }

  /** The text with this key in it masked: servers repeat what they were sent. */
  hideIn(text: string): string {
    return text.replaceAll(this.#text, this.masked);
  }

  toString(): string {
    return this.masked;
  }

  toJSON(): string {
    return this.masked;
  }
}
