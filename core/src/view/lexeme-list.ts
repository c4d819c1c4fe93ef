import type { Lexemes } from "../view.ts";

/** FNV-1a over UTF-16 units, started from a tag so that the same word in two roles differs. */
export function hashText(text: string, start: number, end: number, tag: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(tag + 1, 0x9e3779b1);
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A growing list of lexemes. */
export class LexemeList implements Lexemes {
  length = 0;
  hash = new Uint32Array(512);
  start = new Uint32Array(512);
  end = new Uint32Array(512);

  push(hash: number, start: number, end: number): void {
    if (this.length === this.hash.length) this.#grow();
    this.hash[this.length] = hash;
    this.start[this.length] = start;
    this.end[this.length] = end;
    this.length++;
  }

  #grow(): void {
    const size = this.length * 2;
    const widen = (column: Uint32Array) => {
      const wider = new Uint32Array(size);
      wider.set(column);
      return wider;
    };
    this.hash = widen(this.hash);
    this.start = widen(this.start);
    this.end = widen(this.end);
  }
}
