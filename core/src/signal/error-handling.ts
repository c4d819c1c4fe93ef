import type { CodeFacts } from "../code-facts.ts";
import { mean, share } from "../code-facts/distribution.ts";
import type { Signal } from "../signal.ts";
import { clip, shareOfLines } from "./lines-of-code.ts";

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
        (text) =>
          /\(? ?\\?(Exception|Throwable|BaseException|StandardError)\b|except:|catch ?\{|\(\.\.\.\)|rescue( =>.*)?$|catch ?\(\w+\)/.test(
            text,
          ),
      ),
  },
  {
    id: "semantic.error-message-words",
    group: "semantic",
    unit: "words",
    meaning: "words of the message of an error that is raised, at most 40",
    measure: errorMessageWords,
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
      ),
  },
];

const catchLine = /^\}? ?(catch|except|rescue)\b/;
const exits = /^\{? ?(return|throw|raise|continue|break|exit|panic|next)\b/;
const outputWords = [
  "print",
  "println",
  "printf",
  "puts",
  "echo",
  "log",
  "logger",
  "console",
  "fprintf",
  "Println",
  "Printf",
  "cout",
  "WriteLine",
  "eprintln",
  "debug",
  "info",
  "warn",
  "warning",
];

const raisingLine = /\b(throw|raise|panic|Errorf|abort|bail)\b|Error\(|Exception\(|errors\.New/;
/** A message may stand on the lines below: it is looked for among this many tokens. */
const messageReach = 16;

function errorMessageWords({ lines, anatomy }: CodeFacts): number {
  const counts: number[] = [];
  for (const [index, line] of lines.lines.entries()) {
    const first = lines.firstToken[index]!;
    if (first < 0 || !raisingLine.test(clip(line.text))) continue;
    const message = anatomy.tokens.slice(first, first + messageReach).find((token) => token.kind === "string");
    if (message) counts.push(Math.min(40, message.text.slice(0, 400).split(/\s+/).length));
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
