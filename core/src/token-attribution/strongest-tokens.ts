import type { SourceToken } from "../token-attribution.ts";

export interface StrongToken extends SourceToken {
  /** As it stands in the source; empty for a mark of layout. */
  readonly text: string;
}

/** The tokens that move the score most, either way, strongest first; equal ones in the order of the text. */
export function strongestTokens(text: string, tokens: readonly SourceToken[], count: number): StrongToken[] {
  return tokens
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, count)
    .map((token) => ({ ...token, text: text.slice(token.start, token.end) }));
}
