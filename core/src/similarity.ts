/** Chosen hashes of a text: two texts that share a long enough stretch share at least one of them. */
export interface Fingerprints {
  readonly hashes: ReadonlySet<number>;
  /** Of code; those of the header are not read. */
  readonly tokens: number;
}

/** How much two texts share of how they are built. */
export interface Resemblance {
  /** Share of the fingerprints of either that both have, 0..1 (Jaccard). */
  readonly similarity: number;
  /** Share of the first text's fingerprints that the second has, and the other way round: a part of a file is within it. */
  readonly within: readonly [number, number];
  /** How many fingerprints each has. */
  readonly fingerprints: readonly [number, number];
}
