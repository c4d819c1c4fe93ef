import { share } from "../../code-facts/distribution.ts";
import type { Signal } from "../../signal.ts";
import { shareOfLines } from "../lines-of-code.ts";
import { countRuns, countWords, perToken, preference } from "../token-pattern.ts";
import { extras } from "./extra.ts";

const managed = extras("managed", ["java", "csharp"]);
const java = extras("java", ["java"]);
const csharp = extras("csharp", ["csharp"]);
const kotlin = extras("kotlin", ["kotlin"]);

export const managedSignals: readonly Signal[] = [
  managed("private-share", "share", "share of private among the words of access", (facts) =>
    preference(facts, "private", "public protected internal"),
  ),
  managed("generic-density", "per token", "type arguments (List<…>) per word or mark of code", (facts) =>
    perToken(facts, "List Map Set Dictionary Optional IEnumerable Task ArrayList HashMap IList HashSet"),
  ),
  java("override-share", "share", "share of the functions marked as overriding", (facts) =>
    share(countRuns(facts, "@ Override"), facts.tree.roles.function),
  ),
  java("diamond-share", "share", "share of new objects with type arguments left out (<>)", (facts) =>
    share(countRuns(facts, "< >"), countWords(facts, "new")),
  ),
  java("for-each-share", "share", "share of the for loops that go over a collection", (facts) =>
    shareOfLines(
      facts,
      (text) => /^for ?\(/.test(text),
      (text) => / : /.test(text),
    ),
  ),
  csharp("expression-body-share", "share", "share of the members written with => instead of a body", (facts) =>
    shareOfLines(
      facts,
      (text) => /^(public|private|protected|internal|static|override)\b.*[)\w>]( =>|$|;|\{)/.test(text),
      (text) => / =>/.test(text),
    ),
  ),
  csharp("nullable-density", "per token", "marks for a missing value (?, ?., ??) per word or mark of code", (facts) =>
    perToken(facts, "? ?. ??"),
  ),
  csharp("target-new-share", "share", "share of new without a type", (facts) =>
    share(countRuns(facts, "new ("), countWords(facts, "new")),
  ),
  kotlin("val-share", "share", "share of val among val and var", (facts) => preference(facts, "val", "var")),
  kotlin("safe-call-density", "per token", "safe calls (?.) per word or mark of code", (facts) =>
    perToken(facts, "?."),
  ),
  kotlin("assertion-density", "per token", "claims that a value is there (!!) per word or mark of code", (facts) =>
    perToken(facts, "!!"),
  ),
  kotlin("elvis-density", "per token", "replacements for a missing value (?:) per word or mark of code", (facts) =>
    perToken(facts, "?:"),
  ),
  kotlin(
    "named-argument-density",
    "per token",
    "equals signs within parentheses per word or mark of code",
    ({ anatomy: { tokens }, tokens: { total } }) =>
      share(
        tokens.filter((token, index) => token.text === "=" && /^[(,]$/.test(tokens[index - 2]?.text ?? "")).length,
        total,
      ),
  ),
  kotlin("private-share", "share", "share of the functions and properties that are private", (facts) =>
    share(countWords(facts, "private"), countWords(facts, "fun val var class")),
  ),
  kotlin("trailing-comma-share", "share", "share of the lines ending a list of arguments with a comma", (facts) =>
    share(countRuns(facts, ", )"), countWords(facts, ")")),
  ),
];
