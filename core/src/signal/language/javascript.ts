import { share, shareOf } from "../../code-facts/distribution.ts";
import type { Signal } from "../../signal.ts";
import { shareOfLines } from "../lines-of-code.ts";
import { countWords, perToken, preference } from "../token-pattern.ts";
import { extras } from "./extra.ts";

const script = extras("script", ["javascript", "typescript"]);
const typescript = extras("typescript", ["typescript"]);

/** JavaScript and TypeScript. */
export const scriptSignals: readonly Signal[] = [
  script("const-share", "share", "share of const among const, let and var", (facts) =>
    preference(facts, "const", "let var"),
  ),
  script("arrow-share", "share", "share of arrow functions among arrow functions and the word function", (facts) =>
    preference(facts, "=>", "function"),
  ),
  script(
    "bare-arrow-parameter-share",
    "share",
    "share of the arrow functions whose parameter has no parentheses",
    (facts) => {
      const { tokens } = facts.anatomy;
      return shareOf(
        tokens.flatMap((token, index) => (token.text === "=>" ? [tokens[index - 1]?.kind === "identifier"] : [])),
        (bare) => bare,
      );
    },
  ),
  script("await-share", "share", "share of await among await and .then", (facts) => preference(facts, "await", "then")),
  script("optional-chaining-density", "per token", "optional chaining (?.) per word or mark of code", (facts) =>
    perToken(facts, "?."),
  ),
  script("nullish-share", "share", "share of ?? among ?? and ||", (facts) => preference(facts, "??", "||")),
  script("strict-equality-share", "share", "share of === and !== among the tests of equality", (facts) =>
    preference(facts, "=== !==", "== !="),
  ),
  script("semicolon-share", "share", "share of the statement lines that end with a semicolon", (facts) =>
    shareOfLines(
      facts,
      (text) => /[\w)\]'"`;]$/.test(text) && !/^([.?:&|]|(else )?if\b|for\b|while\b|case\b)/.test(text),
      (text) => text.endsWith(";"),
    ),
  ),
  script("console-density", "per token", "uses of the console per word or mark of code", (facts) =>
    perToken(facts, "console"),
  ),
  script("for-of-share", "share", "share of for … of among the for loops", (facts) =>
    share(countWords(facts, "of"), countWords(facts, "for")),
  ),
  script("undefined-share", "share", "share of undefined among null and undefined", (facts) =>
    preference(facts, "undefined", "null"),
  ),
  typescript("any-share", "share", "share of any among any and unknown", (facts) =>
    preference(facts, "any", "unknown"),
  ),
  typescript("access-word-share", "share", "share of the functions with a word of access (public, private)", (facts) =>
    share(countWords(facts, "public private protected"), facts.tree.roles.function),
  ),
];
