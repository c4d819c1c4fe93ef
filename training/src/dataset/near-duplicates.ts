import { createRandom } from "whowrote/random";
import { createShingles, measureJaccard } from "./shingles.ts";
import { UnionFind } from "./union-find.ts";

/** Texts are near-duplicates from this Jaccard similarity of their shingles on. */
const leastJaccard = 0.8;
// Two texts of similarity s meet in a band with probability 1 - (1 - s^5)^16: .9983 at .8, .40 at .5.
const bands = 16;
const rowsPerBand = 5;
/** Most clusters of one bucket that a text is compared with: a bucket of boilerplate must not cost the square of its size. */
const mostCompared = 64;
/** Refused pairs that are remembered: a Set of Node holds 2^24 entries, and forgetting only costs a second look. */
const mostRemembered = 2 ** 22;

export interface NearDuplicatePair {
  readonly one: number;
  readonly other: number;
  readonly jaccard: number;
}

export interface NearDuplicates {
  /** For each text the number of the first text of its cluster; its own where it has no near-duplicate. */
  readonly clusters: Int32Array;
  /** A pair for each text that joined a cluster: enough to connect it, not all pairs. */
  readonly pairs: readonly NearDuplicatePair[];
}

/**
 * Finds texts that share most of their runs of five tokens: candidates by MinHash (Broder 1997) with banding (Leskovec, Rajaraman &
 * Ullman, Mining of Massive Datasets, 3.4), each verified on the whole sets. Clusters are the connected texts. Memory: 4 bytes a token.
 */
export class NearDuplicateFinder {
  readonly #shingles: Uint32Array[] = [];
  readonly #signatures: Uint32Array[] = [];

  add(text: string): void {
    const shingles = createShingles(text);
    this.#shingles.push(shingles);
    this.#signatures.push(createSignature(shingles));
  }

  find(): NearDuplicates {
    const sets = new UnionFind(this.#shingles.length);
    const pairs: NearDuplicatePair[] = [];
    const refused = new Set<number>();
    for (let band = 0; band < bands; band++)
      for (const bucket of this.#createBuckets(band)) this.#joinBucket(bucket, sets, pairs, refused);
    return { clusters: sets.names(), pairs };
  }

  #createBuckets(band: number): number[][] {
    const buckets = new Map<number, number[]>();
    for (const [text, signature] of this.#signatures.entries()) {
      const key = hashBand(signature, band * rowsPerBand);
      const bucket = buckets.get(key);
      if (bucket) bucket.push(text);
      else buckets.set(key, [text]);
    }
    return [...buckets.values()].filter((bucket) => bucket.length > 1);
  }

  #joinBucket(bucket: readonly number[], sets: UnionFind, pairs: NearDuplicatePair[], refused: Set<number>): void {
    /** One text of each cluster that the bucket holds. */
    const seen: number[] = [];
    for (const text of bucket) {
      let joined = false;
      for (const other of seen) {
        if (sets.find(text) === sets.find(other)) joined = true;
        else {
          const pair = other * this.#shingles.length + text;
          if (refused.has(pair)) continue;
          const jaccard = this.#measure(other, text);
          if (jaccard >= leastJaccard) {
            pairs.push({ one: other, other: text, jaccard });
            sets.unite(other, text);
            joined = true;
          } else {
            if (refused.size === mostRemembered) refused.clear();
            refused.add(pair);
          }
        }
      }
      if (!joined && seen.length < mostCompared) seen.push(text);
    }
  }

  /** 0 when the sizes alone rule similarity out. */
  #measure(one: number, other: number): number {
    const [a, b] = [this.#shingles[one]!, this.#shingles[other]!];
    if (Math.min(a.length, b.length) < leastJaccard * Math.max(a.length, b.length)) return 0;
    return measureJaccard(a, b);
  }
}

const random = createRandom(1997);
/** Multiply-shift hashing (Dietzfelbinger et al. 1997): odd factors. */
const factors = Uint32Array.from({ length: bands * rowsPerBand }, () => (random() * 2 ** 32) | 1);
const terms = Uint32Array.from({ length: bands * rowsPerBand }, () => random() * 2 ** 32);

/** For each of the hash functions the smallest value over the set. */
function createSignature(shingles: Uint32Array): Uint32Array {
  const signature = new Uint32Array(factors.length);
  for (let row = 0; row < factors.length; row++) {
    const factor = factors[row]!;
    const term = terms[row]!;
    let least = 0xffffffff;
    for (let at = 0; at < shingles.length; at++) {
      const value = (Math.imul(shingles[at]!, factor) + term) >>> 0;
      if (value < least) least = value;
    }
    signature[row] = least;
  }
  return signature;
}

function hashBand(signature: Uint32Array, first: number): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b1;
  for (let row = first; row < first + rowsPerBand; row++) {
    low = Math.imul(low ^ signature[row]!, 0x01000193) ^ (low >>> 13);
    high = Math.imul(high ^ signature[row]!, 0x85ebca6b) ^ (high >>> 15);
  }
  return (low >>> 0) * 2 ** 20 + (high >>> 12);
}
