/** Numbers in [0, 1), the same for the same seed: mulberry32 (Tommy Ettinger, public domain). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` of the items (all, when there are fewer), each set equally likely, in their order (Knuth, TAOCP volume 2, 3.4.2, algorithm S). */
export function drawInOrder<T>(items: readonly T[], count: number, random: () => number): T[] {
  const wanted = Math.min(count, items.length);
  const drawn: T[] = [];
  for (const [at, item] of items.entries())
    if (random() * (items.length - at) < wanted - drawn.length) drawn.push(item);
  return drawn;
}
