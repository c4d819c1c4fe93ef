import type { CodeFacts } from "../code-facts.ts";
import { mean } from "../code-facts/distribution.ts";
import { plainName, splitName } from "../code-facts/name-facts.ts";
import { tokensOfLine } from "./lines-of-code.ts";
import { stopwords } from "./vocabulary.ts";

/** Longer comments explain more than a line. */
const longestRemark = 30;

/** Mean over the comments above a line of code: the share of their content words that occur in that line. */
export function restatedShare(facts: CodeFacts): number {
  const shares: number[] = [];
  for (const note of facts.comments.remarks) {
    const content = contentStems(note.words);
    if (note.nextLine < 0 || content.length === 0 || note.words.length > longestRemark) continue;
    const code = lineStems(facts, note.nextLine);
    shares.push(content.filter((one) => code.has(one)).length / content.length);
  }
  return mean(shares);
}

/** The same for documentation: the content words of its first line against the line it documents, above or below. */
export function docRestatedShare(facts: CodeFacts): number {
  const shares: number[] = [];
  for (const note of facts.comments.docs) {
    const content = contentStems((note.lines[0]!.toLowerCase().match(/\p{L}+/gu) ?? []).slice(0, longestRemark));
    const line = note.nextLine >= 0 && !/^\w*["']/.test(note.raw) ? note.nextLine : note.firstLine - 1;
    if (line < 0 || content.length === 0) continue;
    const code = lineStems(facts, line);
    shares.push(content.filter((one) => code.has(one)).length / content.length);
  }
  return mean(shares);
}

function contentStems(words: readonly string[]): string[] {
  return words.filter((word) => !stopwords.has(word)).map(stem);
}

function lineStems(facts: CodeFacts, line: number): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const token of tokensOfLine(facts, line)) {
    if (token.kind === "keyword") stems.add(stem(token.text));
    if (token.kind !== "identifier") continue;
    const text = plainName(token.text);
    for (const word of facts.names.byText.get(text)?.words ?? splitName(text)) stems.add(stem(word));
  }
  return stems;
}

const endings = ["ations", "ation", "ing", "ed", "es", "e", "s"];

/** Takes the commonest English endings off: "calculating", "calculates" and "calculate" agree. */
export function stem(word: string): string {
  if (word.length <= 4) return word.endsWith("s") ? word.slice(0, -1) : word;
  const ending = endings.find((one) => word.endsWith(one));
  return ending ? word.slice(0, -ending.length) : word;
}
