import type { CodeFacts } from "../code-facts.ts";
import { entropy, share } from "../code-facts/distribution.ts";
import type { Signal } from "../signal.ts";

/** Classes of keywords, counted against all tokens. */
const classes: readonly (readonly [string, string, string])[] = [
  [
    "constancy",
    "words of constancy (const, final, readonly, val)",
    "const final readonly val constexpr immutable sealed",
  ],
  ["mutability", "words of change (var, let, mut)", "var let mut mutable volatile lateinit"],
  [
    "definition",
    "words that define (def, function, class, struct)",
    "def function func fn fun class struct interface trait enum impl type module namespace record object",
  ],
  ["logic", "words and marks of logic (and, or, not, &&, ||, !)", "and or not && || !"],
  ["literal", "true, false, null and their like", "true false null nil None True False undefined nullptr NULL"],
  ["self", "words for the own object (this, self, super)", "this self super cls base"],
  ["async", "words of concurrency (async, await, go, suspend)", "async await go chan select suspend synchronized"],
  [
    "primitive",
    "words for plain types (int, string, bool)",
    "int long float double char bool boolean void string byte short unsigned number any usize i32 u32 i64 u64 u8 f64 size_t",
  ],
];

/** Classes of marks, counted the same way. */
const marks: readonly (readonly [string, string, string])[] = [
  ["assignment-mark", "plain assignments (=)", "= := "],
  ["arithmetic-mark", "marks of calculation (+, -, *, /)", "+ - * / % ** //"],
  ["comma-mark", "commas", ","],
  ["parenthesis-mark", "opening parentheses", "("],
  ["square-mark", "opening square brackets", "["],
  ["curly-mark", "opening braces", "{"],
  ["colon-mark", "colons", ":"],
  ["semicolon-mark", "semicolons", ";"],
];

const density = ([name, meaning, members]: readonly [string, string, string]): Signal => {
  const texts = members.trim().split(" ");
  return {
    id: `keyword.${name}-density`,
    group: "keyword",
    unit: "per token",
    meaning: `${meaning} per word or mark of code`,
    measure: ({ tokens }) =>
      share(
        texts.reduce((sum, text) => sum + (tokens.counts.get(text) ?? 0), 0),
        tokens.total,
      ),
  };
};

/** Words that belong to the language, and marks. */
export const keywordClassSignals: readonly Signal[] = [
  ...classes.map(density),
  ...marks.map(density),
  {
    id: "keyword.share",
    group: "keyword",
    unit: "share",
    meaning: "share of keywords among the words and marks of code",
    measure: ({ tokens }) => share(tokens.kinds.keyword, tokens.total),
  },
  {
    id: "keyword.entropy",
    group: "keyword",
    unit: "bits",
    meaning: "variety of the keywords in use",
    measure: (facts) => entropy(keywordCounts(facts)),
  },
  {
    id: "keyword.punctuation-share",
    group: "keyword",
    unit: "share",
    meaning: "share of marks among the words and marks of code",
    measure: ({ tokens }) => share(tokens.kinds.punctuation, tokens.total),
  },
  {
    id: "keyword.identifier-share",
    group: "keyword",
    unit: "share",
    meaning: "share of names among the words and marks of code",
    measure: ({ tokens }) => share(tokens.kinds.identifier, tokens.total),
  },
];

function keywordCounts({ anatomy, tokens }: CodeFacts): number[] {
  const { keywords } = anatomy.language;
  return keywords.map((keyword) => tokens.counts.get(keyword) ?? 0);
}
