import { join } from "node:path";
import { roles, type Language } from "whowrote/language";
import { languages } from "whowrote/language/index";
import { readCheckpointTensors, releasedModels } from "whowrote/node/checkpoint-folder";
import * as vocabulary from "whowrote/signal/vocabulary";
import type { Tensors } from "whowrote/tensor";

/** What the peer of the same features needs to know of languages, words, and the released model's size. */
export interface PeerTables {
  readonly roles: typeof roles;
  readonly languages: Readonly<Record<string, Omit<Language, "selectGrammar" | "isDocComment">>>;
  readonly vocabulary: Readonly<Record<string, readonly string[]>>;
  /** Number of trees, and of leaves of one. */
  readonly sizes: Readonly<Record<"stylometry" | "joiner", readonly [trees: number, leaves: number]>>;
}

/** Facts, not code: so that the peer reads trees as core does, and no table stands here twice. */
export async function readPeerTables(): Promise<PeerTables> {
  const tensors = await readCheckpointTensors(join(releasedModels, "quick"));
  return {
    roles,
    languages: Object.fromEntries(
      // Functions stay behind.
      Object.values(languages).map((language: Language) => [language.id, language]),
    ),
    vocabulary: Object.fromEntries(Object.entries(vocabulary).map(([name, words]) => [name, [...words]])),
    sizes: { stylometry: sizeOf(tensors, "stylometry"), joiner: sizeOf(tensors, "ensemble") },
  };
}

/** A binary tree of n leaves has 2n - 1 nodes. */
function sizeOf(tensors: Tensors, name: string): [trees: number, leaves: number] {
  const counts = tensors[`${name}.trees.node-counts`]?.data;
  if (!counts) throw new Error(`The released model has no boosted trees "${name}": the peer's size is told by them.`);
  const nodes = Array.from(counts).reduce((sum, count) => sum + count, 0);
  return [counts.length, Math.round((nodes / counts.length + 1) / 2)];
}
