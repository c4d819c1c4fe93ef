import { entropy, largest, meanOf, shareOf, variation } from "../code-facts/distribution.ts";
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
    id: "layout.indent-level-variation",
    group: "layout",
    unit: "ratio",
    meaning: "how much the indentation differs between lines",
    measure: ({ lines }) => variation(levels(lines)),
  },
  {
    id: "layout.indent-entropy",
    group: "layout",
    unit: "bits",
    meaning: "variety of indentation depths",
    measure: ({ lines }) => indentEntropy(lines),
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
  const least = indents.reduce((least, indent) => Math.min(least, indent), Infinity);
  return indents.map((indent) => (indent - least) / lines.indentUnit);
}

function indentEntropy(lines: LineFacts): number {
  const counts = new Map<number, number>();
  for (const level of levels(lines)) counts.set(level, (counts.get(level) ?? 0) + 1);
  return entropy(counts.values());
}

function indentChanges(indents: readonly number[]): number {
  return shareOf(
    indents.slice(1).map((indent, index) => indent - indents[index]!),
    (step) => step !== 0,
  );
}
