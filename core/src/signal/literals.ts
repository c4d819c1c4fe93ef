import type { CodeFacts } from "../code-facts.ts";
import { meanOf, shareOf } from "../code-facts/distribution.ts";
import type { StringLiteral } from "../code-facts/string-facts.ts";
import type { Signal } from "../signal.ts";
import { logVariety } from "./variety.ts";

const semantic = (name: string, unit: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
  id: `semantic.${name}`,
  group: "semantic",
  unit,
  meaning,
  measure,
});

const isSentence = ({ content }: StringLiteral) => content.split(/\s+/, 3).length === 3 && /\p{L}/u.test(content);
const sentences = ({ strings }: CodeFacts) => strings.filter(isSentence);
const ofStrings = (passes: (literal: StringLiteral) => boolean) => (facts: CodeFacts) => shareOf(facts.strings, passes);
const ofSentences = (passes: (literal: StringLiteral) => boolean) => (facts: CodeFacts) =>
  shareOf(sentences(facts), passes);

/** Texts in quotation marks, and numbers. A sentence is a text of three words and more. */
export const literalSignals: readonly Signal[] = [
  semantic(
    "string-length",
    "characters",
    "length of a text in quotation marks, each counted up to 200",
    ({ strings }) => meanOf(strings, (literal) => Math.min(200, literal.content.length)),
  ),
  semantic(
    "string-sentence-share",
    "share",
    "share of the texts in quotation marks with three words and more",
    ofStrings(isSentence),
  ),
  semantic(
    "string-interpolation-share",
    "share",
    "share of the texts in quotation marks with code inside",
    ofStrings((literal) => literal.hasInterpolation),
  ),
  semantic(
    "sentence-capital-share",
    "share",
    "share of the sentences in quotation marks that begin with a capital letter",
    ofSentences((literal) => /^[^\p{L}]*\p{Lu}/u.test(literal.content)),
  ),
  semantic(
    "sentence-exclamation-share",
    "share",
    "share of the sentences in quotation marks that end with an exclamation mark",
    ofSentences((literal) => literal.content.endsWith("!")),
  ),
  semantic(
    "sentence-colon-share",
    "share",
    "share of the sentences in quotation marks with a colon and something behind it",
    ofSentences((literal) => /\w: ?\S/.test(literal.content)),
  ),
  semantic("sentence-words", "words", "words of a sentence in quotation marks, at most 40", (facts) =>
    meanOf(sentences(facts), (literal) => Math.min(40, literal.content.split(/\s+/).length)),
  ),
  semantic(
    "sentence-failure-share",
    "share",
    "share of the sentences in quotation marks that tell of a failure: failed, invalid, must",
    ofSentences((literal) =>
      /\b(fail(ed|s|ure)?|invalid|cannot|can't|could not|unable|missing|must|should|expected|unexpected|unknown|not found|error)\b/i.test(
        literal.content,
      ),
    ),
  ),
  semantic(
    "sentence-parenthesis-share",
    "share",
    "share of the sentences in quotation marks with a remark in parentheses",
    ofSentences((literal) => / \(\S[^()]*\)/.test(literal.content)),
  ),
  semantic(
    "string-symbol-share",
    "share",
    "share of the texts in quotation marks with typographic marks or emoji",
    ofStrings((literal) => /[\u2010-\u203a\u2190-\u2bff\u{1f300}-\u{1faff}…]/u.test(literal.content)),
  ),
  semantic(
    "string-escape-share",
    "share",
    "share of the texts in quotation marks with a line end written as \\n",
    ofStrings((literal) => literal.content.includes("\\n")),
  ),
  semantic(
    "string-placeholder-share",
    "share",
    "share of the texts in quotation marks with a placeholder such as %s or {}",
    ofStrings((literal) => /%[-+.\d]*[sdifgxuvqwT@]|\{\d*(:[^{}]*)?\}/.test(literal.content)),
  ),
  semantic("small-number-share", "share", "share of the numbers that are 0, 1 or 2", (facts) =>
    ofNumbers(facts, (text) => /^[012](\.0)?[a-z]{0,3}$/i.test(text)),
  ),
  semantic("round-number-share", "share", "share of the numbers from 10 on that are round: 50, 100, 1000", (facts) =>
    roundShare(facts),
  ),
  semantic("number-variety", "ratio", "how rarely numbers are repeated (Herdan's C)", (facts) =>
    logVariety(new Set(numbers(facts)).size, numbers(facts).length),
  ),
];

function numbers({ anatomy }: CodeFacts): string[] {
  return anatomy.tokens.filter((token) => token.kind === "number").map((token) => token.text);
}

function ofNumbers(facts: CodeFacts, passes: (text: string) => boolean): number {
  return shareOf(numbers(facts), passes);
}

function roundShare(facts: CodeFacts): number {
  const large = numbers(facts).filter((text) => /^[1-9][\d_]+$/.test(text));
  return shareOf(large, (text) => /^[1-9]\d?_?0+(_000)*$/.test(text));
}
