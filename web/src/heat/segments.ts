import type { HeatToken } from "./heat-map.ts";

/**
 * The tokens without overlaps, in the order of the text: the first one of a line also stands for the line's layout and
 * reaches to its end, so each token ends where the next one begins. Marks of layout, which have no length, are left out.
 */
export function toSegments(tokens: readonly HeatToken[]): HeatToken[] {
  const inOrder = tokens.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start);
  return inOrder.map((token, at) => ({ ...token, end: Math.min(token.end, inOrder[at + 1]?.start ?? token.end) }));
}
