/**
 * Which features a small model keeps: those that say most about the class, by `max over classes of p(f | c) log(p(f | c) / p(f))`
 * with every class weighing the same. Rare features are left out first: they are names of one project.
 * @param features the distinct features of each text
 * @returns the hashes, sorted
 */
export function chooseFeatures(
  features: readonly Uint32Array[],
  labels: Uint8Array,
  classes: number,
  { keep, leastTexts }: { readonly keep: number; readonly leastTexts: number },
): Uint32Array {
  const perClass = new Float64Array(classes);
  for (const label of labels) perClass[label]!++;
  const candidates = frequentFeatures(features, leastTexts);
  const counts = new Float64Array(candidates.size * classes);
  for (const [text, own] of features.entries())
    for (const feature of own) {
      const index = candidates.get(feature);
      if (index !== undefined) counts[index * classes + labels[text]!]!++;
    }
  const scored = [...candidates].map(([feature, index]) => {
    const shares = Array.from({ length: classes }, (_, c) => counts[index * classes + c]! / Math.max(1, perClass[c]!));
    const mean = shares.reduce((sum, share) => sum + share, 0) / classes;
    return { feature, score: Math.max(...shares.map((share) => (share > 0 ? share * Math.log(share / mean) : 0))) };
  });
  scored.sort((one, other) => other.score - one.score || one.feature - other.feature);
  return Uint32Array.from(scored.slice(0, keep), ({ feature }) => feature).sort();
}

const prefixBits = 24;

/** Features that at least so many texts hold, with an index each. Counted by their first bits first, to save memory. */
function frequentFeatures(features: readonly Uint32Array[], leastTexts: number): Map<number, number> {
  const prefixes = new Uint32Array(2 ** prefixBits);
  for (const own of features) for (const feature of own) prefixes[feature >>> (32 - prefixBits)]!++;
  const exact = new Map<number, number>();
  for (const own of features)
    for (const feature of own)
      if (prefixes[feature >>> (32 - prefixBits)]! >= leastTexts) exact.set(feature, (exact.get(feature) ?? 0) + 1);
  const kept = new Map<number, number>();
  for (const [feature, count] of exact) if (count >= leastTexts) kept.set(feature, kept.size);
  return kept;
}
