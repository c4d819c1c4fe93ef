import type { NodeColumns } from "./node-columns.ts";

/**
 * The tree of a text that was parsed inside a shell, as if the shell had not been there: a method that was cut out of
 * its class reads as a method only inside a class.
 * @param nodes the tree of shell, text and shell
 * @param textStart where the text begins behind the shell's `{`
 * @param textEnd where it ends before the shell's `}`
 * @returns undefined where the text broke out of the shell
 */
export function takeOffShell(nodes: NodeColumns, textStart: number, textEnd: number): NodeColumns | undefined {
  const body = bodyOfShell(nodes, textStart - 1);
  if (body < 0 || nodes.last[body] !== nodes.size || nodes.end[body] !== textEnd + 1) return undefined;
  const first = body + 2;
  const last = nodes.size - 1;
  // An empty body closes right behind its brace; a missing brace is an empty token.
  if (first > last || nodes.parent[last] !== body || nodes.start[last] !== textEnd) return undefined;
  const shift = first - 1;
  const withRoot = <T extends Uint8Array | Uint16Array | Uint32Array>(
    column: T,
    root: number,
    moved: (value: number) => number,
  ): T => {
    const taken = column.slice(shift, last).map(moved) as T;
    taken[0] = root;
    return taken;
  };
  const size = last - shift;
  const bodyDepth = nodes.depth[body]!;
  return {
    size,
    kind: withRoot(nodes.kind, nodes.kind[0]!, (kind) => kind),
    start: withRoot(nodes.start, 0, (start) => start - textStart),
    end: withRoot(nodes.end, textEnd - textStart, (end) => end - textStart),
    depth: withRoot(nodes.depth, 0, (depth) => depth - bodyDepth),
    parent: withRoot(nodes.parent, 0, (parent) => (parent === body ? 0 : parent - shift)),
    last: withRoot(nodes.last, size, (end) => end - shift),
    named: withRoot(nodes.named, 1, (named) => named),
    errorCount: nodes.errorCount,
  };
}

/** The node with children that begins with the shell's `{`. */
function bodyOfShell(nodes: NodeColumns, brace: number): number {
  for (let node = 1; node < nodes.size && nodes.start[node]! <= brace; node++)
    if (nodes.start[node] === brace && nodes.last[node]! > node + 1) return node;
  return -1;
}
