import type { HeatToken } from "../heat/heat-map.ts";
import type { TopToken } from "./top-tokens.tsx";

/**
 * The strongest tokens as they look in the heat map: the first one of a line also stands for the line's layout and reaches to
 * its end, so it is shown up to where the next token begins.
 */
export function clipTokens(strongest: readonly TopToken[], tokens: readonly HeatToken[]): readonly TopToken[] {
  const starts = tokens.map(({ start }) => start).toSorted((a, b) => a - b);
  return strongest.map((token) => {
    const next = starts.find((start) => start > token.start) ?? token.end;
    const end = Math.min(token.end, next);
    return { ...token, end, text: token.text.slice(0, end - token.start) };
  });
}
