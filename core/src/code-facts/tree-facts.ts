import type { Anatomy } from "../anatomy.ts";
import { roles, type Role } from "../language.ts";
import { share } from "./distribution.ts";

/** The tree without header and comments. Shape is measured on named nodes: bare tokens are lexical matters. */
export interface TreeFacts {
  readonly nodes: number;
  readonly named: number;
  readonly leaves: number;
  /** How many nodes play each role. */
  readonly roles: Readonly<Record<Role, number>>;
  /** How often each kind of named node occurs, zeros left out. */
  readonly kindCounts: readonly number[];
  /** How often each pair of a named node's kind and its parent's kind occurs. */
  readonly pairCounts: readonly number[];
  /** Named children of the named nodes that have any. */
  readonly childCounts: readonly number[];
  readonly depthMean: number;
  readonly depthDeviation: number;
  readonly depthMax: number;
}

export function createTreeFacts({ tree, inHeader, comments }: Anatomy): TreeFacts {
  const perKind = new Uint32Array(tree.kindNames.length + 1);
  const pairs = new Map<number, number>();
  const children = new Uint32Array(tree.size);
  const errorKind = tree.kindNames.length;
  let nodes = 0;
  let named = 0;
  let leaves = 0;
  let depthSum = 0;
  let depthSquares = 0;
  let depthMax = 0;
  let comment = 0;
  for (let node = 1; node < tree.size;) {
    if (inHeader[node] || comments[comment]?.node === node) {
      if (!inHeader[node]) comment++;
      node = tree.last[node]!;
      continue;
    }
    nodes++;
    if (tree.named[node]) {
      named++;
      const kind = Math.min(tree.kind[node]!, errorKind);
      const parent = tree.parent[node]!;
      const depth = tree.depth[node]!;
      perKind[kind]!++;
      children[parent]!++;
      const pair = tree.kind[parent]! * 65536 + kind;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      if (tree.last[node] === node + 1) leaves++;
      depthSum += depth;
      depthSquares += depth * depth;
      if (depth > depthMax) depthMax = depth;
    }
    node++;
  }
  const depthMean = share(depthSum, named);
  return {
    nodes,
    named,
    leaves,
    roles: countRoles(perKind, tree.roleBits),
    kindCounts: Array.from(perKind).filter((count) => count > 0),
    pairCounts: [...pairs.values()],
    childCounts: Array.from(children).filter((count) => count > 0),
    depthMean,
    depthDeviation: Math.sqrt(Math.max(0, share(depthSquares, named) - depthMean ** 2)),
    depthMax,
  };
}

function countRoles(perKind: Uint32Array, roleBits: Uint32Array): Record<Role, number> {
  const counts = new Uint32Array(roles.length);
  for (let kind = 0; kind < perKind.length - 1; kind++) {
    if (perKind[kind] === 0) continue;
    for (let bit = 0; bit < roles.length; bit++)
      if ((roleBits[kind * 2 + (bit >> 5)]! >>> (bit & 31)) & 1) counts[bit]! += perKind[kind]!;
  }
  return Object.fromEntries(roles.map((role, bit) => [role, counts[bit]!])) as Record<Role, number>;
}
