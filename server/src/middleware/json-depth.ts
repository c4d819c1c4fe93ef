const quote = 0x22;
const backslash = 0x5c;

/** How deep the lists and objects of a JSON text are nested, without parsing it: what walks a deep value may overflow its stack. */
export function jsonDepth(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === quote) at = endOfText(bytes, at + 1);
    // [ { and ] } differ in bit 5 only.
    else if ((byte | 0x20) === 0x7b) deepest = Math.max(deepest, ++depth);
    else if ((byte | 0x20) === 0x7d) depth--;
  }
  return deepest;
}

/** Place of the quotation mark that ends a text. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
