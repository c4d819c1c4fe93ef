import { languages } from "../language/index.ts";
import type { NarrativeRequest } from "../narrative.ts";
import { countOf, percent } from "../words.ts";
import { excerpt, listOf } from "./phrases.ts";

/** Language, size, comments, functions and nesting. */
export function codeSentences({ explanation, quotes = true }: NarrativeRequest): readonly string[] {
  const { language, lines, truncated, outline } = explanation;
  const { name } = languages[language];
  const judged = `It was read as ${name}: ${countOf(lines, "line")}, without licence, package and import lines.`;
  const cut = truncated ? ["Only the first part of this long file was read."] : [];
  if (outline === undefined) return [judged, ...cut];
  const { codeLines, commentLines, blankLines, functions, classes, nesting, longest, errors } = outline;
  const all = Math.max(1, codeLines + commentLines + blankLines);
  const parts = [
    functions > 0 && countOf(functions, "function"),
    classes > 0 && countOf(classes, "type"),
    outline.conditionals > 0 && countOf(outline.conditionals, "conditional"),
    outline.loops > 0 && countOf(outline.loops, "loop"),
  ].filter((part) => part !== false);
  const named = quotes && longest?.name ? ` (${excerpt(longest.name)})` : "";
  return [
    judged,
    ...cut,
    `${percent(commentLines / all)} of the lines are comments or documentation, ${percent(blankLines / all)} are blank.`,
    ...(parts.length > 0 ? [`It has ${listOf(parts)}.`] : ["It defines no function and no type."]),
    ...(longest ? [`The longest function has ${countOf(longest.lines, "line")}${named}.`] : []),
    ...(nesting > 1 ? [`Control flow nests ${nesting} levels deep.`] : []),
    ...(errors > 0 ? [`${countOf(errors, "place")} could not be parsed.`] : []),
  ];
}
