import type { EncoderDefinition } from "../encoder.ts";
import { type ExpectedWeight, expectedWeights } from "./expected-weights.ts";
import { familyOf } from "./index.ts";

interface StoredWeight {
  readonly shape: readonly number[];
}

/** How the weights of an encoder lie in a checkpoint. */
export interface WeightMatch {
  /** What stands before their names in the checkpoint. */
  readonly prefix: string;
  /** From the name of an expected weight to its name in the checkpoint. */
  readonly found: ReadonlyMap<string, string>;
  readonly missing: readonly ExpectedWeight[];
  readonly misshaped: readonly {
    readonly stored: string;
    readonly has: readonly number[];
    readonly needs: readonly number[];
  }[];
  /** Of the encoder, but not of one that config.json describes: a layer too many. */
  readonly extra: readonly string[];
  /** Of other parts of the checkpoint: a decoder, a head. */
  readonly unused: readonly string[];
}

/** Numbers that were stored along, but follow from config.json. */
const derived = /(^|\.)(position_ids|token_type_ids|inv_freq)$/;

/**
 * Finds the weights of an encoder in a checkpoint, whatever stands before their names (`roberta.`, `module.model.`, …)
 * and under the older names of their family.
 */
export function matchWeights(definition: EncoderDefinition, stored: ReadonlyMap<string, StoredWeight>): WeightMatch {
  const { aliases, stem } = familyOf(definition);
  const expected = expectedWeights(definition);
  const prefix = findPrefix(expected, aliases, stored);
  const found = new Map<string, string>();
  const missing: ExpectedWeight[] = [];
  const misshaped: WeightMatch["misshaped"][number][] = [];
  const known = new Set<string>();
  for (const weight of expected) {
    const present = [weight.name, ...aliases(weight.name)]
      .map((name) => prefix + name)
      .filter((name) => stored.has(name));
    for (const name of present) known.add(name);
    const name = present[0];
    if (name === undefined) {
      missing.push(weight);
      continue;
    }
    const has = stored.get(name)!.shape;
    if (String(has) === String(weight.shape)) found.set(weight.name, name);
    else misshaped.push({ stored: name, has, needs: weight.shape });
  }
  const rest = [...stored.keys()].filter((name) => !known.has(name) && !derived.test(name));
  const isExtra = (name: string) => name.startsWith(prefix) && stem.test(name.slice(prefix.length));
  return {
    prefix,
    found,
    missing,
    misshaped,
    extra: rest.filter(isExtra),
    unused: rest.filter((name) => !isExtra(name)),
  };
}

/** What stands before most of the expected names; of equals the shortest. */
function findPrefix(
  expected: readonly ExpectedWeight[],
  aliases: (name: string) => readonly string[],
  stored: ReadonlyMap<string, StoredWeight>,
): string {
  // The weights of the first layer tell an encoder from a decoder beside it.
  const names = expected.map(({ name }) => [name, ...aliases(name)]);
  const prefixes = new Set<string>();
  for (const anchor of names.slice(0, anchors).flat())
    for (const name of stored.keys())
      if (name === anchor || name.endsWith(`.${anchor}`)) prefixes.add(name.slice(0, -anchor.length));
  const matches = (prefix: string) => names.filter((all) => all.some((name) => stored.has(prefix + name))).length;
  const ranked = [...prefixes]
    .map((prefix) => ({ prefix, count: matches(prefix) }))
    .sort((a, b) => b.count - a.count || a.prefix.length - b.prefix.length);
  return ranked[0]?.prefix ?? "";
}

/** As many of the first weights are looked for to find prefixes: tables, and some of the first layer. */
const anchors = 16;
