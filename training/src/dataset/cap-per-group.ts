import type { Sample } from "./sample.ts";
import { seededHash } from "./seeded-hash.ts";

export interface Caps {
  /** Most samples of one label in one group. */
  readonly perGroup?: number;
  /** Most answers of one generator to one task (of people: with one label). */
  readonly perTask?: number;
}

type Capped = Pick<Sample, "id" | "label" | "source" | "group" | "task" | "generator">;

/**
 * Leaves out samples so that no repository, problem or generator dominates. Which ones stay depends on their ids and the seed
 * alone: the order of the samples and what else is in the dataset do not matter. The order is kept.
 */
export function capPerGroup<S extends Capped>(samples: readonly S[], { perGroup, perTask }: Caps, seed: number): S[] {
  const { task: ofTask, group: ofGroup } = capKeys;
  const kept = perTask === undefined ? samples : keepFirst(samples, ofTask, perTask, seed);
  return [...(perGroup === undefined ? kept : keepFirst(kept, ofGroup, perGroup, seed))];
}

const capKeys = {
  /** A task is a name within a source; a sample without one is its own task. */
  task: ({ id, source, task, label, generator }: Capped) =>
    task === undefined ? `\0${id}` : [source, task, label, generator].join("\0"),
  group: ({ group, label }: Capped) => [group, label].join("\0"),
};

function keepFirst<S extends Capped>(
  samples: readonly S[],
  keyOf: (sample: S) => string,
  most: number,
  seed: number,
): S[] {
  const byKey = new Map<string, { readonly hash: number; readonly id: string; readonly at: number }[]>();
  for (const [at, sample] of samples.entries()) {
    const entry = { hash: seededHash(sample.id, seed), id: sample.id, at };
    const entries = byKey.get(keyOf(sample));
    if (entries) entries.push(entry);
    else byKey.set(keyOf(sample), [entry]);
  }
  const isKept = new Uint8Array(samples.length);
  for (const entries of byKey.values()) {
    entries.sort((one, other) => one.hash - other.hash || (one.id < other.id ? -1 : 1));
    for (const { at } of entries.slice(0, most)) isKept[at] = 1;
  }
  return samples.filter((_, at) => isKept[at]);
}
