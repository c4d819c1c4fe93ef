import { meanOf, shareOf } from "../code-facts/distribution.ts";
import { lineKind, type LineFacts } from "../code-facts/line-facts.ts";
import type { Signal } from "../signal.ts";

/** Levels of indentation; the columns of a level cancel out. */
export const indentationSignals: readonly Signal[] = [
  {
    id: "layout.indent-level",
    group: "layout",
    unit: "levels",
    meaning: "indentation of a line of code on average, in levels",
    measure: ({ lines }) => meanOf(levels(lines), (level) => level),
  },
  {
    id: "layout.indent-change-share",
    group: "layout",
    unit: "share",
    meaning: "share of the lines of code indented otherwise than the line above",
    measure: ({ lines }) => indentChanges(codeIndents(lines)),
  },
  {
    id: "layout.indent-unit",
    group: "layout",
    unit: "columns",
    meaning: "columns of one level of indentation",
    measure: ({ lines }) => (codeIndents(lines).some((indent) => indent > 0) ? lines.indentUnit : NaN),
  },
];

function codeIndents({ lines, kinds }: LineFacts): number[] {
  const indents: number[] = [];
  for (const [index, line] of lines.entries()) if (kinds[index] === lineKind.code) indents.push(line.indent);
  return indents;
}

/** Whole code may be indented (a method cut from its class): the least indented line is level 0. */
function levels(lines: LineFacts): number[] {
  const indents = codeIndents(lines);
  const least = indents.reduce((low, indent) => Math.min(low, indent), Infinity);
  return indents.map((indent) => (indent - least) / lines.indentUnit);
}

function indentChanges(indents: readonly number[]): number {
  return shareOf(
    indents.slice(1).map((indent, index) => indent - indents[index]!),
    (step) => step !== 0,
  );
}
