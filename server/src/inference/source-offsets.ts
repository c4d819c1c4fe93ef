/**
 * Detectors read a text without its byte order mark and with `\n` for `\r\n`.
 * @returns what leads from an offset into that to the offset into the text as it was given; from the end to the end
 */
export function createSourceOffsets(given: string): (offset: number) => number {
  const skipped = given.startsWith("\uFEFF") ? 1 : 0;
  if (skipped === 0 && !given.includes("\r\n")) return (offset) => offset;
  // Where, in the text that detectors read, one more character of the given one was left out.
  const leftOut: number[] = [];
  for (let at = given.indexOf("\r\n"); at >= 0; at = given.indexOf("\r\n", at + 2))
    leftOut.push(at - skipped - leftOut.length);
  return (offset) => offset + skipped + countBelow(leftOut, offset);
}

/** How many of the ascending numbers are below `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
