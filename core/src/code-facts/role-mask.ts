import { roles, type Role } from "../language.ts";
import type { SyntaxTree } from "../syntax-tree.ts";

/** Several roles at once, as the two masks of {@link SyntaxTree.roleBits}: one test per node instead of one per role. */
export type RoleMask = readonly [low: number, high: number];

export function createRoleMask(...wanted: readonly Role[]): RoleMask {
  const bits: [number, number] = [0, 0];
  for (const role of wanted) {
    const bit = roles.indexOf(role);
    bits[bit >> 5]! |= 1 << (bit & 31);
  }
  return bits;
}

/** Whether a node plays one of the roles. */
export function playsAny(tree: SyntaxTree, node: number, [low, high]: RoleMask): boolean {
  const at = tree.kind[node]! * 2;
  return ((tree.roleBits[at]! & low) | (tree.roleBits[at + 1]! & high)) !== 0;
}
