import { share } from "../../code-facts/distribution.ts";
import type { Signal } from "../../signal.ts";
import { shareOfLines } from "../lines-of-code.ts";
import { perToken, preference } from "../token-pattern.ts";
import { extras } from "./extra.ts";

const php = extras("php", ["php"]);
const ruby = extras("ruby", ["ruby"]);

export const phpSignals: readonly Signal[] = [
  php("typed-signature-share", "share", "share of the function lines with a type behind the parameters", (facts) =>
    shareOfLines(
      facts,
      (text) => /\bfunction \w+ ?\(.*\)/.test(text),
      (text) => /\) ?: ?\??\\?\w/.test(text),
    ),
  ),
  php(
    "typed-parameter-share",
    "share",
    "share of the function lines with parameters that give a type to one",
    (facts) =>
      shareOfLines(
        facts,
        (text) => /\bfunction \w+ ?\([^)]*\$/.test(text),
        (text) => /[(,] ?(\w+ )*\??\\?\w[\w\\|]* [&.]*\$/.test(text),
      ),
  ),
  php("strict-equality-share", "share", "share of === and !== among the tests of equality", (facts) =>
    preference(facts, "=== !==", "== !="),
  ),
  php(
    "null-coalescing-density",
    "per token",
    "replacements for a missing value (??) per word or mark of code",
    (facts) => perToken(facts, "?? ??= ?->"),
  ),
  php(
    "concatenation-spaced-share",
    "share",
    "share of the joining dots with blanks around them",
    ({ anatomy: { tokens, text } }) => {
      const dots = tokens.filter((token) => token.text === ".");
      return share(
        dots.filter((token) => text[token.start - 1] === " " && text[token.end] === " ").length,
        dots.length,
      );
    },
  ),
];

export const rubySignals: readonly Signal[] = [
  ruby("symbol-density", "per token", "symbols (:name) per word or mark of code", ({ anatomy, tokens }) =>
    share(anatomy.tokens.filter((token) => /^:\w/.test(token.text)).length, tokens.total),
  ),
  ruby("unless-share", "share", "share of unless among if and unless", (facts) => preference(facts, "unless", "if")),
  ruby("modifier-share", "share", "share of the conditionals that stand behind their statement", (facts) =>
    shareOfLines(
      facts,
      (text) => /\b(if|unless) /.test(text),
      (text) => !/^(\S+ = )?(els)?(if|unless) /.test(text),
    ),
  ),
  ruby("safe-navigation-density", "per token", "safe calls (&.) per word or mark of code", (facts) =>
    perToken(facts, "&."),
  ),
  ruby("bare-call-share", "share", "share of the functions defined without parentheses", (facts) =>
    shareOfLines(
      facts,
      (text) => text.startsWith("def "),
      (text) => !text.includes("("),
    ),
  ),
];
