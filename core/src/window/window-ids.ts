import type { SpecialTokens } from "../tokenizer.ts";
import type { TokenWindow } from "../window.ts";

/** How many tokens a model wants around its text: what `cutWindows` takes as `specialTokens`. */
export function countAround({ start, end }: SpecialTokens): number {
  return (start === undefined ? 0 : 1) + (end === undefined ? 0 : 1);
}

/** The ids of a window as the encoder reads them, with the special tokens around. */
export function windowIds(ids: Int32Array, { start, end }: TokenWindow, special: SpecialTokens): Int32Array {
  const offset = special.start === undefined ? 0 : 1;
  const read = new Int32Array(end - start + countAround(special));
  if (special.start !== undefined) read[0] = special.start;
  read.set(ids.subarray(start, end), offset);
  if (special.end !== undefined) read[read.length - 1] = special.end;
  return read;
}
