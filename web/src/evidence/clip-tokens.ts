import type { HeatToken } from "../heat/heat-map.ts";
import type { TopToken } from "./top-tokens.tsx";

/**
 * The strongest tokens as they look in the heat map: the first one of a line also stands for the line's layout and reaches to
 * its end, so it is shown up to where the next token begins.
 */
export function clipTokens(strongest: readonly TopToken[], tokens: readonly HeatToken[]): readonly TopToken[] {
  return strongest.map((token) => {
    let next = token.end;
    for (const { start } of tokens) if (start > token.start && start < next) next = start;
    return { ...token, end: next, text: token.text.slice(0, next - token.start) };
  });
}
