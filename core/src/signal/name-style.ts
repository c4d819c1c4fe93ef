import type { CodeFacts } from "../code-facts.ts";
import { dominance, entropy, mean, meanOf, shareOf, variation } from "../code-facts/distribution.ts";
import type { Name, NameStyle } from "../code-facts/name-facts.ts";
import type { Signal } from "../signal.ts";

const identifier = (name: string, unit: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
  id: `identifier.${name}`,
  group: "identifier",
  unit,
  meaning,
  measure,
});

const shareOfNames = (passes: (name: Name) => boolean) => (facts: CodeFacts) => shareOf(facts.names.names, passes);
const styleShare = (style: NameStyle) => shareOfNames((name) => name.style === style);

/** Form of the distinct names of a file. */
export const nameStyleSignals: readonly Signal[] = [
  identifier("length", "characters", "length of a name", ({ names }) =>
    meanOf(names.names, (name) => name.text.length),
  ),
  identifier("length-variation", "ratio", "how much names differ in length", ({ names }) =>
    variation(names.names.map((name) => name.text.length)),
  ),
  identifier("words", "words", "words in a name: isValidUser has three", ({ names }) =>
    meanOf(names.names, (name) => name.words.length),
  ),
  identifier("word-length", "characters", "length of a word within names", ({ names }) =>
    mean(names.words.map((word) => word.length)),
  ),
  identifier("single-letter-share", "share", "share of the names that are one letter", styleShare("single")),
  identifier(
    "digit-share",
    "share",
    "share of the names with a digit",
    shareOfNames((name) => /\d/.test(name.text)),
  ),
  identifier("pascal-share", "share", "share of the names written LikeThis", styleShare("pascal")),
  identifier("snake-share", "share", "share of the names written like_this", styleShare("snake")),
  identifier("upper-share", "share", "share of the names written LIKE_THIS", styleShare("upper")),
  identifier(
    "style-consistency",
    "share",
    "how consistently names of several words are written in one style",
    ({ names }) => {
      const count = (style: NameStyle) =>
        names.names.filter((name) => name.style === style && name.words.length > 1).length;
      return dominance([count("camel"), count("snake"), count("pascal")]);
    },
  ),
  identifier("style-entropy", "bits", "mixture of naming styles", ({ names }) => {
    const counts = new Map<NameStyle, number>();
    for (const { style } of names.names) counts.set(style, (counts.get(style) ?? 0) + 1);
    return entropy(counts.values());
  }),
  identifier(
    "underscore-start-share",
    "share",
    "share of the names that begin with an underscore",
    shareOfNames((name) => /^_+\w/.test(name.text)),
  ),
  identifier(
    "capital-run-share",
    "share",
    "share of the names with capitals in a row within, like parseHTTP",
    shareOfNames((name) => name.style !== "upper" && /[A-Z]{2}/.test(name.text)),
  ),
];
