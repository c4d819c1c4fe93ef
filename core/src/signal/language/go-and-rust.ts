import { share } from "../../code-facts/distribution.ts";
import type { Signal } from "../../signal.ts";
import { countRuns, countWords, perToken, preference } from "../token-pattern.ts";
import { extras } from "./extra.ts";

const go = extras("go", ["go"]);
const rust = extras("rust", ["rust"]);

export const goSignals: readonly Signal[] = [
  go("error-check-share", "share", "share of the conditionals that check err != nil", (facts) =>
    share(countRuns(facts, "err != nil"), countWords(facts, "if")),
  ),
  go(
    "error-wrap-share",
    "share",
    "share of the errors made with a text that wrap another (%w)",
    ({ strings, tokens }) =>
      share(strings.filter((literal) => literal.content.includes("%w")).length, tokens.counts.get("Errorf") ?? 0),
  ),
  go("inline-error-share", "share", "share of the error checks with the call in the same line (if err := …)", (facts) =>
    share(countRuns(facts, "if err :="), countRuns(facts, "err != nil")),
  ),
  go(
    "fatal-density",
    "per token",
    "test failures (t.Errorf, t.Fatalf, require, assert) per word or mark of code",
    (facts) => perToken(facts, "Errorf Fatalf Fatal require assert"),
  ),
  go("any-share", "share", "share of any among any and interface{}", (facts) =>
    share(countWords(facts, "any"), countWords(facts, "any") + countRuns(facts, "interface { }")),
  ),
  go(
    "comment-name-share",
    "share",
    "share of the comments above a function that begin with its name",
    ({ comments, functions, names, lines }) => {
      const byLine = new Map(functions.map((one) => [one.firstLine, one.name]));
      const above = comments.prose.filter(
        (note) => note.nextLine >= 0 && (byLine.get(note.nextLine) ?? "") !== "" && names.uses > 0 && lines.code > 0,
      );
      return share(above.filter((note) => note.text.startsWith(byLine.get(note.nextLine)!)).length, above.length);
    },
  ),
];

export const rustSignals: readonly Signal[] = [
  rust("unwrap-density", "per token", "uses of unwrap per word or mark of code", (facts) => perToken(facts, "unwrap")),
  rust("question-mark-density", "per token", "errors passed on with ? per word or mark of code", (facts) =>
    perToken(facts, "?"),
  ),
  rust("match-share", "share", "share of match among match and if", (facts) => preference(facts, "match", "if")),
  rust("clone-density", "per token", "uses of clone and to_string per word or mark of code", (facts) =>
    perToken(facts, "clone to_string to_owned"),
  ),
  rust(
    "inline-format-share",
    "share",
    "share of the placeholders in texts that name their value: {name}",
    ({ strings }) => {
      const named = strings.reduce(
        (sum, literal) => sum + (literal.content.match(/\{[a-z_]\w*(:[^{}]*)?\}/g)?.length ?? 0),
        0,
      );
      return share(
        named,
        named + strings.reduce((sum, literal) => sum + (literal.content.match(/\{(:[^{}]*)?\}/g)?.length ?? 0), 0),
      );
    },
  ),
  rust(
    "lifetime-density",
    "per token",
    "lifetimes and generics bounds per word or mark of code",
    ({ anatomy, tokens }) =>
      share(
        anatomy.tokens.filter((token) => token.text === "'" || /^'[a-z_]+$/.test(token.text)).length +
          (tokens.counts.get("where") ?? 0),
        tokens.total,
      ),
  ),
  rust("assert-density", "per token", "assertions per word or mark of code", (facts) =>
    perToken(facts, "assert assert_eq assert_ne"),
  ),
];
