import type { CodeFacts } from "../code-facts.ts";
import { mean, share } from "../code-facts/distribution.ts";
import type { Signal } from "../signal.ts";
import { shareOfLines, tokensOfLine } from "./lines-of-code.ts";

/** What happens when something goes wrong, and how soon a function gives up. */
export const errorHandlingSignals: readonly Signal[] = [
  {
    id: "semantic.broad-catch-share",
    group: "semantic",
    unit: "share",
    meaning: "share of the catch branches that catch every kind of error",
    measure: (facts) =>
      shareOfLines(
        facts,
        (text) => catchLine.test(text),
        (text) => /\(? ?\\?(Exception|Throwable|BaseException|StandardError)\b|except:|catch ?\{|\(\.\.\.\)|rescue( =>.*)?$|catch ?\(\w+\)/.test(text),
      ),
  },
  {
    id: "semantic.error-message-words",
    group: "semantic",
    unit: "words",
    meaning: "words of a message in the line that raises an error",
    measure: errorMessageWords,
  },
  {
    id: "semantic.check-share",
    group: "semantic",
    unit: "share",
    meaning: "share of the conditionals that only test for nothing there: null, empty, not x",
    measure: (facts) =>
      shareOfLines(
        facts,
        (text) => /^(\} ?)?(else )?(el)?(if|unless)\b/.test(text),
        (text) => /^\S* ?(if|unless) \(?(!\w[\w.]*\)?|not \w[\w.]*:?|.*(is None|is not None|[!=]==? ?(null|nil|None|NULL|nullptr|undefined|""|''|0)|\.(isEmpty|is_empty|empty\?|nil\?|isNullOrEmpty|IsNullOrEmpty)\b).*)( \{|:|\{)?$/.test(text),
      ),
  },
  {
    id: "semantic.early-exit-share",
    group: "semantic",
    unit: "share",
    meaning: "share of the conditionals whose first statement leaves (return, throw, continue)",
    measure: (facts) =>
      shareOfLines(
        facts,
        (text) => /^(\} ?)?(else )?(el)?(if|unless)\b/.test(text),
        (text, next) => exits.test(next) || /[):] ?(return|throw|continue|break)\b/.test(text),
      ),
  },
  {
    id: "semantic.else-after-exit-share",
    group: "semantic",
    unit: "share",
    meaning: "share of the else branches that follow a branch which has already left",
    measure: elseAfterExit,
  },
  {
    id: "semantic.output-call-share",
    group: "semantic",
    unit: "share",
    meaning: "share of the calls that print or log",
    measure: ({ tokens: { counts }, tree }) =>
      share(
        outputWords.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0),
        tree.roles.call,
      ) ,
  },
];

const catchLine = /^\}? ?(catch|except|rescue)\b/;
const exits = /^\{? ?(return|throw|raise|continue|break|exit|panic|next)\b/;
const outputWords = ["print", "println", "printf", "puts", "echo", "log", "logger", "console", "fprintf", "Println", "Printf", "cout", "WriteLine", "eprintln", "debug", "info", "warn", "warning"];

function errorMessageWords(facts: CodeFacts): number {
  const counts: number[] = [];
  for (let line = 0; line < facts.lines.lines.length; line++) {
    if (!/\b(throw|raise|panic|Errorf|abort)\b|Error\(|Exception\(|errors\.New/.test(facts.lines.lines[line]!.text.slice(0, 200))) continue;
    const text = tokensOfLine(facts, line).find((token) => token.kind === "string");
    if (text) counts.push(text.text.split(/\s+/).length);
  }
  return mean(counts);
}

function elseAfterExit({ lines, anatomy }: CodeFacts): number {
  let total = 0;
  let after = 0;
  for (const [index, token] of anatomy.tokens.entries()) {
    if (token.text !== "else" || token.kind !== "keyword") continue;
    total++;
    const line = lines.tokenLine[index]!;
    for (let above = line - 1; above >= Math.max(0, line - 3); above--) {
      const text = lines.lines[above]!.text.slice(0, 60);
      if (/^(\}|\)|$|\/\/|#)/.test(text)) continue;
      if (exits.test(text)) after++;
      break;
    }
  }
  return share(after, total);
}
