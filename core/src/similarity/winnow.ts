/** Stretches of fewer tokens than this are never found: loops and calls that everybody writes (k of the paper). */
export const shortestFound = 12;
/** Stretches of so many tokens that both texts have are always found (t of the paper). */
export const alwaysFound = 17;

/**
 * Chooses fingerprints of a sequence of token hashes: of every `alwaysFound - shortestFound + 1` runs of `shortestFound`
 * tokens in a row, the one with the smallest hash, the last one among equals (Schleimer, Wilkerson & Aiken 2003, "Winnowing: local
 * algorithms for document fingerprinting", SIGMOD, definition 3). A text with fewer runs has its smallest; one with none has no fingerprint.
 */
export function winnow(tokens: Uint32Array): Set<number> {
  const runs = hashRuns(tokens);
  const chosen = new Set<number>();
  const window = Math.min(alwaysFound - shortestFound + 1, runs.length);
  let smallest = -1;
  for (let end = window - 1; end >= 0 && end < runs.length; end++) {
    if (smallest <= end - window) {
      smallest = end - window + 1;
      for (let at = smallest + 1; at <= end; at++) if (runs[at]! <= runs[smallest]!) smallest = at;
    } else if (runs[end]! <= runs[smallest]!) smallest = end;
    chosen.add(runs[smallest]!);
  }
  return chosen;
}

const base = 0x9e3779b1;

/** Rolling hash of every run of {@link shortestFound} tokens (Rabin & Karp, modulo 2^32), mixed so that small ones are of any kind. */
function hashRuns(tokens: Uint32Array): Uint32Array {
  const runs = new Uint32Array(Math.max(0, tokens.length - shortestFound + 1));
  let leaving = 1;
  for (let step = 1; step < shortestFound; step++) leaving = Math.imul(leaving, base);
  let rolling = 0;
  for (const [at, token] of tokens.entries()) {
    const first = at - shortestFound;
    if (first >= 0) rolling = (rolling - Math.imul(tokens[first]!, leaving)) | 0;
    rolling = (Math.imul(rolling, base) + token) | 0;
    if (first >= -1) runs[first + 1] = mix(rolling);
  }
  return runs;
}

/** Spreads the bits: MurmurHash3's finaliser (Austin Appleby, public domain). */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
