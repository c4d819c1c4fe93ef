import { byteCharacters, bytesOf } from "../byte-alphabet.ts";

/** The parts that a word is put together from, before anything is merged. */
export interface Symbols {
  readonly ids: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export type ToSymbols = (word: string) => Symbols;

export function byteSymbols(ids: ReadonlyMap<string, number>, unknown: number | undefined, fuses: boolean): ToSymbols {
  const idOfByte = byteCharacters.map((character) => ids.get(character) ?? unknown);
  return (word) => {
    const { bytes, starts, ends } = bytesOf(word);
    const symbols = createSymbols(bytes.length);
    for (const [at, byte] of bytes.entries()) symbols.add(idOfByte[byte], starts[at]!, ends[at]!, unknown, fuses);
    return symbols.done();
  };
}

export function characterSymbols(
  ids: ReadonlyMap<string, number>,
  unknown: number | undefined,
  fuses: boolean,
): ToSymbols {
  return (word) => {
    const symbols = createSymbols(word.length);
    let at = 0;
    for (const character of word) {
      symbols.add(ids.get(character) ?? unknown, at, at + character.length, unknown, fuses);
      at += character.length;
    }
    return symbols.done();
  };
}

/** A part that is not in the vocabulary is left out when there is no token for the unknown. */
function createSymbols(most: number) {
  const ids = new Int32Array(most);
  const starts = new Int32Array(most);
  const ends = new Int32Array(most);
  let count = 0;
  return {
    add: (id: number | undefined, start: number, end: number, unknown: number | undefined, fuses: boolean): void => {
      if (id === undefined) return;
      const fused = fuses && id === unknown && count > 0 && ids[count - 1] === unknown;
      if (!fused) {
        ids[count] = id;
        starts[count] = start;
        count++;
      }
      ends[count - 1] = end;
    },
    done: (): Symbols => ({
      ids: ids.subarray(0, count),
      starts: starts.subarray(0, count),
      ends: ends.subarray(0, count),
    }),
  };
}
