/** Tokens in a shingle; the same for all measurements of near-duplicates (`Jaccard of token 5-grams >= 0.8`). */
const shingleLength = 5;

/**
 * The set of runs of five tokens of a text as sorted 32-bit hashes: a token is a word or number, or one other sign. White space does not
 * count. A text of fewer tokens is one run.
 */
export function createShingles(text: string): Uint32Array {
  const tokens = hashTokens(text);
  const count = Math.max(1, tokens.length - shingleLength + 1);
  const hashes = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = 0x811c9dc5;
    const end = Math.min(tokens.length, at + shingleLength);
    for (let token = at; token < end; token++) hash = Math.imul(hash ^ tokens[token]!, 0x01000193) ^ (hash >>> 15);
    hashes[at] = finish(hash);
  }
  hashes.sort();
  let distinct = 1;
  for (let at = 1; at < count; at++) if (hashes[at] !== hashes[distinct - 1]) hashes[distinct++] = hashes[at]!;
  return hashes.slice(0, distinct);
}

/** Shared shingles over all shingles of both: 1 for equal sets (Jaccard 1912). */
export function measureJaccard(one: Uint32Array, other: Uint32Array): number {
  let shared = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length;) {
    const difference = one[a]! - other[b]!;
    if (difference === 0) shared++;
    if (difference <= 0) a++;
    if (difference >= 0) b++;
  }
  return shared / (one.length + other.length - shared);
}

let scratch = new Uint32Array(4096);

function hashTokens(text: string): Uint32Array {
  if (scratch.length < text.length) scratch = new Uint32Array(text.length * 2);
  let count = 0;
  let word = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isWordSign(code)) word = Math.imul((word || 0x811c9dc5) ^ code, 0x01000193);
    else {
      if (word !== 0) scratch[count++] = word;
      word = 0;
      if (code > 32 && code !== 0xa0) scratch[count++] = code;
    }
  }
  if (word !== 0) scratch[count++] = word;
  return scratch.subarray(0, count);
}

function isWordSign(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 36 || code > 160;
}

function finish(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
