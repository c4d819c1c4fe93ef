import type { Token } from "../anatomy.ts";
import type { CodeFacts } from "../code-facts.ts";
import { share } from "../code-facts/distribution.ts";
import { lineKind } from "../code-facts/line-facts.ts";

/** Lines are read this far; what comes behind does not change what kind of line it is. */
const readLength = 400;

/** Among the code lines that pass `of`, the share that pass `wanted`, which also sees the next line of any kind. */
export function shareOfLines(
  { lines }: CodeFacts,
  of: (text: string) => boolean,
  wanted: (text: string, next: string) => boolean,
): number {
  let total = 0;
  let passed = 0;
  for (const [index, line] of lines.lines.entries()) {
    const text = clip(line.text);
    if (lines.kinds[index] !== lineKind.code || text === "" || !of(text)) continue;
    total++;
    if (wanted(text, clip(lines.lines[index + 1]?.text ?? ""))) passed++;
  }
  return share(passed, total);
}

/** Keeps both ends of a very long line. */
export function clip(text: string): string {
  return text.length <= readLength ? text : text.slice(0, readLength / 2) + text.slice(-readLength / 2);
}

/** The tokens that begin on a line. */
export function tokensOfLine({ lines, anatomy }: CodeFacts, line: number): readonly Token[] {
  const first = lines.firstToken[line] ?? -1;
  return first < 0 ? [] : anatomy.tokens.slice(first, lines.lastToken[line]! + 1);
}
