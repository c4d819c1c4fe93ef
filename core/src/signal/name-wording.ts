import type { CodeFacts } from "../code-facts.ts";
import { entropy, share, shareOf, variation } from "../code-facts/distribution.ts";
import type { Signal } from "../signal.ts";
import { movingVariety, logVariety } from "./variety.ts";
import { abbreviations, fullForms, genericNames, nameVerbs } from "./vocabulary.ts";

const identifier = (name: string, unit: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
  id: `identifier.${name}`,
  group: "identifier",
  unit,
  meaning,
  measure,
});

const connectives = new Set("a and as at by for from if in is not of on or than the to when with without".split(" "));
const functionNames = ({ functions }: CodeFacts) => functions.filter((one) => one.name !== "");
const firstWord = ({ names }: CodeFacts, name: string) => names.byText.get(name)?.words[0] ?? "";

/** Words within names. */
export const nameWordingSignals: readonly Signal[] = [
  identifier(
    "full-form-share",
    "share",
    "share of full forms where a short form exists: message, not msg",
    ({ names }) => {
      const full = names.words.filter((word) => fullForms.has(word)).length;
      return share(full, full + names.words.filter((word) => abbreviations.has(word)).length);
    },
  ),
  identifier(
    "vowelless-share",
    "share",
    "share of the words within names that have letters but no vowel",
    ({ names }) =>
      shareOf(
        names.words.filter((word) => /^[a-z]{2,}$/.test(word)),
        (word) => !/[aeiouy]/.test(word),
      ),
  ),
  identifier("vowel-share", "share", "share of the letters within names that are vowels", ({ names }) => {
    let letters = 0;
    let vowels = 0;
    for (const word of names.words)
      for (let at = 0; at < word.length; at++) {
        const letter = word[at]!;
        if (letter >= "a" && letter <= "z") letters++;
        if ("aeiouy".includes(letter)) vowels++;
      }
    return share(vowels, letters);
  }),
  identifier(
    "generic-share",
    "share",
    "share of the names that only say what kind of thing they hold: data, result, item",
    ({ names }) => shareOf(names.names, (name) => genericNames.has(name.text)),
  ),
  identifier("letter-entropy", "bits", "variety of letters within names", ({ names }) => {
    const counts = new Map<string, number>();
    for (const word of names.words) for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    return entropy(counts.values());
  }),
  identifier("variety", "ratio", "share of different names among 50 names in a row", (facts) =>
    movingVariety(nameUses(facts), 50),
  ),
  identifier("word-log-variety", "ratio", "how fast new words keep coming within the names (Herdan's C)", ({ names }) =>
    logVariety(new Set(names.words).size, names.words.length),
  ),
  identifier(
    "reuse-distance",
    "bits",
    "doublings of the distance between two uses of a name, in words and marks",
    reuseDistance,
  ),
  identifier("function-verb-share", "share", "share of the function names that begin with a verb", (facts) =>
    shareOf(functionNames(facts), (one) => nameVerbs.has(firstWord(facts, one.name))),
  ),
  identifier("function-words", "words", "words in the name of a function", (facts) => {
    const words = functionNames(facts).map((one) => facts.names.byText.get(one.name)?.words.length ?? 1);
    return share(
      words.reduce((sum, count) => sum + count, 0),
      words.length,
    );
  }),
  identifier(
    "connective-share",
    "share",
    "share of the names with a small word inside: read_from_file, countOf",
    ({ names }) =>
      shareOf(
        names.names,
        (name) => name.words.length > 2 && name.words.slice(1, -1).some((word) => connectives.has(word)),
      ),
  ),
  identifier("used-twice-share", "share", "share of the names that are used exactly twice", ({ names }) =>
    shareOf(names.names, (name) => name.uses === 2),
  ),
  identifier("word-variation", "ratio", "how much names differ in their number of words", ({ names }) =>
    variation(names.names.map((name) => name.words.length)),
  ),
  identifier(
    "question-share",
    "share",
    "share of the names that ask a yes-or-no question: isOpen, has_items",
    ({ names }) =>
      shareOf(
        names.names,
        (name) => name.words.length > 1 && /^(is|has|can|should|was|will|are|needs)$/.test(name.words[0]!),
      ),
  ),
];

/** Names in order of use, as numbers. */
function nameUses({ anatomy, tokens }: CodeFacts): number[] {
  const uses: number[] = [];
  for (const [index, token] of anatomy.tokens.entries()) if (token.kind === "identifier") uses.push(tokens.ids[index]!);
  return uses;
}

/** Mean of log2 of the number of tokens from one use of a name to the next. */
function reuseDistance({ anatomy, tokens }: CodeFacts): number {
  const lastUse = new Int32Array(tokens.distinct).fill(-1);
  let total = 0;
  let pairs = 0;
  for (const [index, token] of anatomy.tokens.entries()) {
    if (token.kind !== "identifier") continue;
    const id = tokens.ids[index]!;
    if (lastUse[id]! >= 0) {
      total += Math.log2(index - lastUse[id]!);
      pairs++;
    }
    lastUse[id] = index;
  }
  return share(total, pairs);
}
