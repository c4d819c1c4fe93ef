/**
 * Fills bytes with 0 (with this probability) and 1, in 256ths: what dropout keeps. Fast and reproducible rather than
 * subtle: xorshift128 (Marsaglia 2003), four draws from each number.
 * @param random seeds it
 */
export function drawKept(kept: Uint8Array, dropped: number, random: () => number): void {
  let [a, b, c, d] = [seed(random), seed(random), seed(random), seed(random)];
  const whole = kept.length & ~3;
  for (let at = 0; at < kept.length; at += 4) {
    const mixed = a ^ (a << 11);
    a = b;
    b = c;
    c = d;
    d = d ^ (d >>> 19) ^ mixed ^ (mixed >>> 8);
    if (at < whole) {
      kept[at] = (d & 255) >= dropped ? 1 : 0;
      kept[at + 1] = ((d >>> 8) & 255) >= dropped ? 1 : 0;
      kept[at + 2] = ((d >>> 16) & 255) >= dropped ? 1 : 0;
      kept[at + 3] = d >>> 24 >= dropped ? 1 : 0;
    } else
      for (let rest = at; rest < kept.length; rest++) kept[rest] = ((d >>> (8 * (rest - at))) & 255) >= dropped ? 1 : 0;
  }
}

/** Not zero: a generator of zeros stays there. */
function seed(random: () => number): number {
  return (random() * 2 ** 32) | 1;
}
