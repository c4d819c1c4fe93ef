/**
 * 32 bits that depend on every character and on the seed: FNV-1a, then the finaliser of MurmurHash3 (Austin Appleby, public domain).
 * Choosing the samples with the smallest hashes draws a fair sample that other rows of the dataset do not disturb.
 */
export function seededHash(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1);
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
