import type { CodeFacts } from "../code-facts.ts";
import { mean, share, shareOf, variation } from "../code-facts/distribution.ts";
import { lineKind, type LineFacts } from "../code-facts/line-facts.ts";
import type { Signal } from "../signal.ts";
import { clip } from "./lines-of-code.ts";

/** The rhythm of blank lines: where the author takes a breath. */
export const blankLineSignals: readonly Signal[] = [
  {
    id: "layout.blank-line-share",
    group: "layout",
    unit: "share",
    meaning: "share of the lines that are blank",
    measure: ({ lines }) => share(lines.blank, lines.lines.length),
  },
  {
    id: "layout.blank-run-multiple-share",
    group: "layout",
    unit: "share",
    meaning: "share of the gaps that are two or more blank lines high",
    measure: ({ lines }) => shareOf(runLengths(lines, true), (length) => length > 1),
  },
  {
    id: "layout.paragraph-length",
    group: "layout",
    unit: "lines",
    meaning: "lines between two gaps on average",
    measure: ({ lines }) => mean(runLengths(lines, false)),
  },
  {
    id: "layout.paragraph-length-variation",
    group: "layout",
    unit: "ratio",
    meaning: "how unevenly blank lines are spread",
    measure: ({ lines }) => variation(runLengths(lines, false)),
  },
  {
    id: "layout.indented-blank-share",
    group: "layout",
    unit: "share",
    meaning: "share of the gaps that lie inside a block",
    measure: ({ lines }) => aroundGaps(lines, (_, below) => lines.lines[below]!.indent > 0),
  },
  {
    id: "layout.gap-before-return-share",
    group: "layout",
    unit: "share",
    meaning: "share of the return statements with a blank line above",
    measure: ({ lines }) => blankBeside(lines, /^return\b/, -1),
  },
  {
    id: "layout.gap-after-opening-share",
    group: "layout",
    unit: "share",
    meaning: "share of the lines opening a block with a blank line below",
    measure: ({ lines }) => blankBeside(lines, /[{:]$/, 1),
  },
  {
    id: "layout.gap-after-dedent-share",
    group: "layout",
    unit: "share",
    meaning: "share of the places where a block has ended with a blank line before the code goes on",
    measure: ({ lines }) => gapAfterDedent(lines),
  },
  {
    id: "layout.function-gap-share",
    group: "layout",
    unit: "share",
    meaning: "share of the functions with a blank line right above them or their comment",
    measure: functionGap,
  },
];

/** Lengths of the runs of blank lines, or of the runs of other lines. */
function runLengths({ kinds }: LineFacts, blank: boolean): number[] {
  const runs: number[] = [];
  let length = 0;
  for (let line = 0; line <= kinds.length; line++) {
    if (line < kinds.length && (kinds[line] === lineKind.blank) === blank) length++;
    else if (length > 0) {
      runs.push(length);
      length = 0;
    }
  }
  return runs;
}

/** Share of the gaps for which `passes` holds, given the lines above and below. */
function aroundGaps({ kinds }: LineFacts, passes: (above: number, below: number) => boolean): number {
  let gaps = 0;
  let passed = 0;
  let above = 0;
  for (let line = 1; line < kinds.length; line++) {
    if (kinds[line] === lineKind.blank) continue;
    if (line > above + 1) {
      gaps++;
      if (passes(above, line)) passed++;
    }
    above = line;
  }
  return share(passed, gaps);
}

/** Share of the code lines matching `pattern` that have a blank line above (-1) or below (1); file ends do not count. */
function blankBeside({ kinds, lines }: LineFacts, pattern: RegExp, side: -1 | 1): number {
  let total = 0;
  let blank = 0;
  for (let line = 0; line < lines.length; line++) {
    const beside = kinds[line + side];
    if (beside === undefined || kinds[line] !== lineKind.code || !pattern.test(clip(lines[line]!.text))) continue;
    total++;
    if (beside === lineKind.blank) blank++;
  }
  return share(blank, total);
}

function gapAfterDedent({ kinds, lines }: LineFacts): number {
  let dedents = 0;
  let blank = 0;
  let above = -1;
  for (let line = 0; line < lines.length; line++) {
    if (kinds[line] === lineKind.blank) continue;
    const { indent, text } = lines[line]!;
    const goesOn = !/^([}\])]|end\b|else\b|elif\b|except\b|catch\b|finally\b|rescue\b|ensure\b)/.test(text);
    const isDedent = above >= 0 && (indent < lines[above]!.indent || /^([}\])]|end$)/.test(lines[above]!.text));
    if (isDedent && goesOn) {
      dedents++;
      if (line > above + 1) blank++;
    }
    above = line;
  }
  return share(blank, dedents);
}

function functionGap({ functions, lines }: CodeFacts): number {
  const named = functions.filter((one) => one.isNamed);
  const gaps = named.map(({ firstLine }) => {
    let line = firstLine - 1;
    while (
      line >= firstLine - 60 &&
      (lines.kinds[line] === lineKind.comment || /^(@|#\[|\[)/.test(lines.lines[line]?.text ?? ""))
    )
      line--;
    return lines.kinds[line];
  });
  return shareOf(
    gaps.filter((kind) => kind !== undefined),
    (kind) => kind === lineKind.blank,
  );
}
