import type { CodeFacts } from "../code-facts.ts";
import { share } from "../code-facts/distribution.ts";

/** How often any of these keywords, marks or names (blanks between) stands in the code. */
export function countWords({ tokens }: CodeFacts, words: string): number {
  let total = 0;
  for (const word of words.split(" ")) total += tokens.counts.get(word) ?? 0;
  return total;
}

/** How often these tokens (blanks between) follow each other; `*` is any one token. */
export function countRuns({ anatomy: { tokens }, tokens: { counts } }: CodeFacts, run: string): number {
  const wanted = run.split(" ");
  if (wanted.some((word) => word !== "*" && !counts.has(word))) return 0;
  let total = 0;
  for (let start = 0; start + wanted.length <= tokens.length; start++) {
    let at = 0;
    while (at < wanted.length && (wanted[at] === "*" || tokens[start + at]!.text === wanted[at])) at++;
    if (at === wanted.length) total++;
  }
  return total;
}

/** One way of saying something among all ways of saying it. */
export function preference(facts: CodeFacts, preferred: string, others: string): number {
  const count = countWords(facts, preferred);
  return share(count, count + countWords(facts, others));
}

export function perToken(facts: CodeFacts, words: string): number {
  return share(countWords(facts, words), facts.tokens.total);
}
