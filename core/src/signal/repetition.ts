import type { CodeFacts } from "../code-facts.ts";
import { share } from "../code-facts/distribution.ts";
import { lineKind } from "../code-facts/line-facts.ts";
import type { Signal } from "../signal.ts";
import { movingVariety, repeatedRuns } from "./variety.ts";

const layout = (name: string, unit: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
  id: `layout.${name}`,
  group: "layout",
  unit,
  meaning,
  measure,
});

/** How much of a file stands in it before already. */
export const repetitionSignals: readonly Signal[] = [
  layout(
    "repeated-line-share",
    "share",
    "share of the lines of code, longer than 8 characters, that stood before already",
    repeatedLines,
  ),
  layout(
    "repeated-shape-share",
    "share",
    "share of the runs of six words or marks that stood before already, whatever the names and values",
    ({ tokens }) => repeatedRuns(tokens.shapes, 6),
  ),
  layout("token-variety", "ratio", "share of different words and marks among 50 in a row", ({ tokens }) =>
    movingVariety(tokens.ids, 50),
  ),
  layout("shape-variety", "ratio", "share of different kinds of words and marks among 30 in a row", ({ tokens }) =>
    movingVariety(tokens.shapes, 30),
  ),
  layout(
    "same-shape-line-share",
    "share",
    "share of the lines of code built like the line above, whatever the names and values",
    sameShape,
  ),
];

function repeatedLines({ lines }: CodeFacts): number {
  const seen = new Set<string>();
  let total = 0;
  let repeated = 0;
  for (const [index, { text }] of lines.lines.entries()) {
    if (lines.kinds[index] !== lineKind.code || text.length <= 8) continue;
    total++;
    if (seen.has(text)) repeated++;
    else seen.add(text);
  }
  return share(repeated, total);
}

function sameShape({ lines, tokens }: CodeFacts): number {
  return neighbours(lines.firstToken, (first, previous, line, above) => {
    const length = lines.lastToken[line]! - first;
    if (length < 2 || lines.lastToken[above]! - previous !== length) return false;
    for (let at = 0; at <= length; at++) if (tokens.shapes[first + at] !== tokens.shapes[previous + at]) return false;
    return true;
  });
}

/** Share of the lines with tokens that compare equal to the line with tokens above. */
function neighbours(
  firstToken: Int32Array,
  equal: (first: number, previous: number, line: number, above: number) => boolean,
): number {
  let pairs = 0;
  let same = 0;
  let above = -1;
  for (let line = 0; line < firstToken.length; line++) {
    if (firstToken[line]! < 0) continue;
    if (above >= 0) {
      pairs++;
      if (equal(firstToken[line]!, firstToken[above]!, line, above)) same++;
    }
    above = line;
  }
  return share(same, pairs);
}
