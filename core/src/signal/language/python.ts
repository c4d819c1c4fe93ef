import { share, shareOf } from "../../code-facts/distribution.ts";
import type { Signal } from "../../signal.ts";
import { shareOfLines } from "../lines-of-code.ts";
import { countRuns, countWords } from "../token-pattern.ts";
import { extras } from "./extra.ts";

const python = extras("python", ["python"]);

export const pythonSignals: readonly Signal[] = [
  python("docstring-share", "share", "share of the functions with a docstring", ({ functions, comments, lines }) => {
    const starts = new Set(comments.docs.map((note) => note.firstLine));
    return shareOf(
      functions.filter((one) => one.isNamed),
      // Signatures of up to six lines.
      (one) =>
        [1, 2, 3, 4, 5, 6].some(
          (step) => starts.has(one.firstLine + step) && lines.lines[one.firstLine + step - 1]!.text.endsWith(":"),
        ),
    );
  }),
  python(
    "typed-function-share",
    "share",
    "share of the functions with a parameter or result whose type is written",
    ({ functions }) =>
      shareOf(
        functions.filter((one) => one.isNamed),
        (one) => one.typedParameters > 0 || one.hasReturnType,
      ),
  ),
  python(
    "modern-type-share",
    "share",
    "share of list[…] and X | None among these and List[…], Optional[…]",
    (facts) => {
      const modern = ["list [", "dict [", "tuple [", "set [", "| None"].reduce(
        (sum, run) => sum + countRuns(facts, run),
        0,
      );
      const old = ["List [", "Dict [", "Tuple [", "Set [", "Optional ["].reduce(
        (sum, run) => sum + countRuns(facts, run),
        0,
      );
      return share(modern, modern + old);
    },
  ),
  python("f-string-share", "share", "share of f-strings among the ways to put values into a text", (facts) => {
    const formatted = facts.strings.filter((literal) => literal.hasInterpolation).length;
    return share(
      formatted,
      formatted +
        countRuns(facts, ". format (") +
        facts.strings.filter((literal) => /%[sdrif]/.test(literal.content)).length,
    );
  }),
  python(
    "keyword-equals-spaced-share",
    "share",
    "share of the equals signs in calls with blanks around them",
    ({ anatomy }) => {
      let spaced = 0;
      let total = 0;
      for (const { text, node, start } of anatomy.tokens) {
        if (
          text !== "=" ||
          anatomy.tree.kindNames[anatomy.tree.kind[anatomy.tree.parent[node]!]!] !== "keyword_argument"
        )
          continue;
        total++;
        if (anatomy.text[start - 1] === " ") spaced++;
      }
      return share(spaced, total);
    },
  ),
  python("keyword-arguments-per-call", "ratio", "named arguments per call", ({ anatomy, tree }) => {
    const named = anatomy.tokens.filter(
      ({ text, node }) =>
        text === "=" && anatomy.tree.kindNames[anatomy.tree.kind[anatomy.tree.parent[node]!]!] === "keyword_argument",
    );
    return share(named.length, tree.roles.call);
  }),
  python("none-identity-share", "share", "share of `is None` among the comparisons with None", (facts) => {
    const identity = countRuns(facts, "is None") + countRuns(facts, "is not None") + countRuns(facts, "not None");
    return share(identity, identity + countRuns(facts, "== None") + countRuns(facts, "!= None"));
  }),
  python("enumerate-zip-share", "share", "share of the for loops over enumerate, zip or items", (facts) =>
    share(
      countRuns(facts, "in enumerate") + countRuns(facts, "in zip") + countRuns(facts, ". items ("),
      countWords(facts, "for"),
    ),
  ),
  python("percent-format-share", "share", "share of the texts in quotation marks that are filled in with %", (facts) =>
    share(
      facts.anatomy.tokens.filter(
        (token, index) => token.kind === "string" && facts.anatomy.tokens[index + 1]?.text === "%",
      ).length,
      facts.strings.length,
    ),
  ),
  python(
    "private-function-share",
    "share",
    "share of the functions whose name begins with one underscore",
    ({ functions }) =>
      shareOf(
        functions.filter((one) => one.name !== ""),
        (one) => /^_[^_]/.test(one.name),
      ),
  ),
  python("single-quote-docstring-share", "share", "share of the docstrings in single quotation marks", ({ comments }) =>
    shareOf(comments.docs, (note) => /^[rRuU]?'/.test(note.raw)),
  ),
  python("object-base-share", "share", "share of the classes that name object as their base", (facts) =>
    share(countRuns(facts, "( object )"), countWords(facts, "class")),
  ),
  python("except-as-share", "share", "share of the except branches that give the error a name", (facts) =>
    shareOfLines(
      facts,
      (text) => text.startsWith("except"),
      (text) => / as \w+:/.test(text),
    ),
  ),
  python("print-function-share", "share", "share of print with parentheses among all print", (facts) =>
    share(countRuns(facts, "print ("), countWords(facts, "print")),
  ),
];
