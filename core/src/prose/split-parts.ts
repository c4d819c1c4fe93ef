import { proseParts, type ProsePart } from "../prose.ts";

export const partTitles: Readonly<Record<ProsePart, string>> = {
  understanding: "Understanding",
  analysis: "Analysis",
  justification: "Justification",
};

/** The parts of an answer and the verdict that its last line names. */
export interface SplitAnswer {
  /** Those whose heading was found, without marks of Markdown. */
  readonly parts: Readonly<Partial<Record<ProsePart, string>>>;
  /** What stands before the first heading. */
  readonly before: string;
  readonly verdict: string | undefined;
}

const verdictLine = /^\W*verdict\W*:\W*([a-z]+)\W*$/i;
/** A line of few words, one of which is a title: "## Analysis", "**[2. PHASE ANALYSIS]**". */
const headings = proseParts.map(
  (part) => [part, new RegExp(`^\\W*(?:\\d\\W+)?(?:\\w+ )?${partTitles[part]}\\W*$`, "i")] as const,
);

/** Takes an answer apart by its headings; of two with one heading the second is not read as a new part. */
export function splitParts(answer: string): SplitAnswer {
  const found: Partial<Record<ProsePart, string[]>> = {};
  const before: string[] = [];
  let current = before;
  let verdict: string | undefined;
  for (const line of answer.split("\n")) {
    const part = headings.find(([name, pattern]) => pattern.test(line) && found[name] === undefined)?.[0];
    const named = verdictLine.exec(line)?.[1];
    if (part !== undefined) current = found[part] = [];
    else if (named === undefined) current.push(line);
    else verdict = named.toLowerCase();
  }
  const parts = Object.fromEntries(Object.entries(found).map(([part, lines]) => [part, plain(lines)]));
  return { parts, before: plain(before), verdict };
}

/** Without emphasis and rules; paragraphs stay. */
function plain(lines: readonly string[]): string {
  return lines
    .map((line) =>
      line
        .replaceAll(/\*\*|__/g, "")
        .replace(/^\s*(?:[>*-]\s+)+/, "")
        .replace(/^\W{3,}$/, "")
        .trimEnd(),
    )
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
