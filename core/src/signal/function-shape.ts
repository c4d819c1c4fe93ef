import type { CodeFacts } from "../code-facts.ts";
import { largest, mean, meanOf, share, shareOf, sum, variation } from "../code-facts/distribution.ts";
import type { FunctionFacts } from "../code-facts/function-facts.ts";
import type { LanguageId } from "../language.ts";
import type { Signal } from "../signal.ts";

const complexity = (
  name: string,
  unit: string,
  meaning: string,
  measure: (facts: CodeFacts) => number,
  languages?: readonly LanguageId[],
): Signal => ({
  id: `complexity.${name}`,
  group: "complexity",
  unit,
  meaning,
  measure,
  ...(languages && { languages }),
});

/** Elsewhere every parameter has a type, or none. */
const typesOptional = ["python", "typescript"] as const;
const defaultsPossible = ["python", "javascript", "typescript", "cpp", "csharp", "kotlin", "php", "ruby"] as const;
const resultsOptional = ["python", "typescript", "kotlin", "php", "rust"] as const;

const named = (functions: readonly FunctionFacts[]) => functions.filter((one) => one.isNamed);
const withList = (functions: readonly FunctionFacts[]) => functions.filter((one) => !Number.isNaN(one.parameters));
/** McCabe, "A Complexity Measure" (1976): forks + 1. And/or are not counted: how a condition is split is a matter of style. */
const cyclomatic = (one: FunctionFacts) => one.decisions + 1;

/** Size and form of the functions of a file. */
export const functionShapeSignals: readonly Signal[] = [
  complexity(
    "cyclomatic",
    "per function",
    "ways through a function on average (cyclomatic complexity)",
    ({ functions }) => meanOf(functions, cyclomatic),
  ),
  complexity("forks-per-line", "per line", "forks per line of code", ({ functions, lines }) =>
    share(sum(functions.map((one) => one.decisions)), lines.code),
  ),
  complexity("nesting", "levels", "deepest nesting within a function on average", ({ functions }) =>
    meanOf(functions, (one) => one.nesting),
  ),
  complexity("function-length", "lines", "lines of code in a named function on average", ({ functions }) =>
    meanOf(named(functions), (one) => one.codeLines),
  ),
  complexity("function-length-variation", "ratio", "how much named functions differ in length", ({ functions }) =>
    variation(named(functions).map((one) => one.codeLines)),
  ),
  complexity(
    "function-length-max-share",
    "share",
    "share of the code that lies in the longest function",
    ({ functions, lines }) =>
      functions.length > 0 ? Math.min(1, share(largest(functions.map((one) => one.codeLines)), lines.code)) : NaN,
  ),
  complexity(
    "in-functions-share",
    "share",
    "share of the lines of code that lie inside functions",
    ({ functions, lines }) =>
      Math.min(1, share(sum(functions.filter((one) => one.isOuter).map((one) => one.codeLines)), lines.code)),
  ),
  complexity(
    "function-comment-share",
    "share",
    "share of the lines within functions that are comments",
    ({ functions }) => {
      const outer = functions.filter((one) => one.isOuter);
      const comments = sum(outer.map((one) => one.commentLines));
      return share(comments, comments + sum(outer.map((one) => one.codeLines)));
    },
  ),
  complexity("parameters", "per function", "parameters of a function on average", ({ functions }) =>
    meanOf(withList(functions), (one) => one.parameters),
  ),
  complexity("no-parameter-share", "share", "share of the functions without parameters", ({ functions }) =>
    shareOf(withList(functions), (one) => one.parameters === 0),
  ),
  complexity(
    "typed-parameter-share",
    "share",
    "share of the parameters written with a type behind a colon",
    ({ functions }) =>
      share(sum(functions.map((one) => one.typedParameters)), sum(withList(functions).map((one) => one.parameters))),
    typesOptional,
  ),
  complexity(
    "default-parameter-share",
    "share",
    "share of the parameters with a default value",
    ({ functions }) =>
      share(sum(functions.map((one) => one.defaultParameters)), sum(withList(functions).map((one) => one.parameters))),
    defaultsPossible,
  ),
  complexity(
    "return-type-share",
    "share",
    "share of the functions with a return type behind the parameters",
    ({ functions }) => shareOf(withList(functions), (one) => one.hasReturnType),
    resultsOptional,
  ),
  complexity(
    "returns-per-function",
    "per function",
    "return statements in a named function on average",
    ({ functions }) => meanOf(named(functions), (one) => one.returns),
  ),
  complexity("guard-share", "share", "share of the functions that begin with a conditional", ({ functions }) =>
    shareOf(functions, (one) => one.startsWithConditional),
  ),
  complexity(
    "maintainability",
    "points",
    "maintainability index of a named function on average, 0 to 171",
    maintainability,
  ),
];

/**
 * Oman & Hagemeister, "Metrics for assessing a software system's maintainability" (1992), in the usual form
 * 171 - 5.2 ln V - 0.23 G - 16.2 ln LOC with Halstead's volume V and cyclomatic complexity G, per outer function.
 */
function maintainability({ functions, tokens }: CodeFacts): number {
  const seenIn = new Int32Array(tokens.distinct).fill(-1);
  const outer = functions.filter((one) => one.isOuter && one.isNamed && one.lastToken > one.firstToken);
  return mean(
    outer.map((one, index) => {
      let distinct = 0;
      for (let at = one.firstToken; at < one.lastToken; at++) {
        const id = tokens.ids[at]!;
        if (seenIn[id] !== index) distinct++;
        seenIn[id] = index;
      }
      const volume = (one.lastToken - one.firstToken) * Math.log2(Math.max(2, distinct));
      const index171 =
        171 - 5.2 * Math.log(volume) - 0.23 * cyclomatic(one) - 16.2 * Math.log(Math.max(1, one.codeLines));
      return Math.max(0, index171);
    }),
  );
}
