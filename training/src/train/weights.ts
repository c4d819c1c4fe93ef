import type { Sample } from "../dataset/sample.ts";

/** Where a sample stands among the kinds of code: whole files and functions of real projects, and exercises. */
export const codeKinds = ["file", "function", "exercise"] as const;
export type CodeKind = (typeof codeKinds)[number];

const exerciseDomains = new Set(["contest", "function", "class", "student", "chat"]);

export function codeKind({ kind, domain }: Pick<Sample, "kind" | "domain">): CodeKind {
  if (kind === "function") return "function";
  return domain !== undefined && exerciseDomains.has(domain) ? "exercise" : "file";
}

/** What a people's sample counts for the thresholds, by its stratum, else by its domain; 1 where neither is named. */
export type PopulationWeights = Readonly<Record<string, number>>;

export function populationWeight(
  { label, stratum, domain }: Pick<Sample, "label" | "stratum" | "domain">,
  weights: PopulationWeights,
): number {
  if (label !== "human") return 1;
  return weights[stratum ?? ""] ?? weights[domain ?? ""] ?? 1;
}

export interface WeightOptions {
  /** What a cell (language x label) of each kind of code weighs in all. */
  readonly kindWeight: Readonly<Record<CodeKind, number>>;
  /** What a copy made by an edit counts beside a row as it was written. */
  readonly edited: number;
  /** No row weighs more than this many average rows. */
  readonly most: number;
}

/**
 * Balances language x label x kind of code. Inside a cell a group weighs as the square root of its size. The mean
 * weight is about 1.
 */
export function balanceWeights(
  samples: readonly Omit<Sample, "code">[],
  edited: Uint8Array,
  options: WeightOptions,
): Float32Array {
  const cells = samples.map((sample) => `${sample.language} ${sample.label} ${codeKind(sample)}`);
  const groups = samples.map((sample, at) => `${cells[at]} ${sample.source} ${sample.group}`);
  const groupSizes = countBy(groups, () => 1);
  const inGroup = groups.map((group) => 1 / Math.sqrt(groupSizes.get(group)!));
  const cellTotals = countBy(cells, (at) => inGroup[at]!);
  const shares = samples.map(
    (sample, at) => (options.kindWeight[codeKind(sample)] * inGroup[at]!) / cellTotals.get(cells[at]!)!,
  );
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return Float32Array.from(
    shares,
    (share, at) => Math.min(options.most, share / mean) * (edited[at] ? options.edited : 1),
  );
}

function countBy(keys: readonly string[], amount: (at: number) => number): Map<string, number> {
  const totals = new Map<string, number>();
  for (const [at, key] of keys.entries()) totals.set(key, (totals.get(key) ?? 0) + amount(at));
  return totals;
}
