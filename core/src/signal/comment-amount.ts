import type { CodeFacts } from "../code-facts.ts";
import { largest, mean, meanOf, share, shareOf } from "../code-facts/distribution.ts";
import { lineKind } from "../code-facts/line-facts.ts";
import type { Signal } from "../signal.ts";

/** How much is commented, and where the comments stand. */
export const commentAmountSignals: readonly Signal[] = [
  {
    id: "comment.line-share",
    group: "comment",
    unit: "share",
    meaning: "share of the lines that are comments, documentation included",
    measure: ({ lines }) => share(lines.comment, lines.comment + lines.code),
  },
  {
    id: "comment.remarks-per-line",
    group: "comment",
    unit: "per line",
    meaning: "comments inside the code per line of code, documentation left out",
    measure: ({ comments, lines }) => share(comments.remarks.length, lines.code),
  },
  {
    id: "comment.trailing-share",
    group: "comment",
    unit: "share",
    meaning: "share of the comments that stand behind code on the same line",
    measure: ({ comments }) => shareOf(comments.remarks, (note) => note.isTrailing),
  },
  {
    id: "comment.lines-per-remark",
    group: "comment",
    unit: "lines",
    meaning: "height of a comment that has lines of its own",
    measure: ({ comments }) =>
      meanOf(
        comments.remarks.filter((note) => !note.isTrailing),
        (note) => note.lines.length,
      ),
  },
  {
    id: "comment.paragraph-opening-share",
    group: "comment",
    unit: "share",
    meaning: "share of the paragraphs of code (set off by blank lines) that begin with a comment",
    measure: paragraphOpening,
  },
  {
    id: "comment.before-statement-share",
    group: "comment",
    unit: "share",
    meaning: "share of the indented lines of code that have a comment right above",
    measure: ({ comments, lines }) => {
      const above = comments.remarks.filter((note) => note.nextLine >= 0 && lines.lines[note.nextLine]!.indent > 0);
      return share(above.length, indentedCode(lines.lines, lines.kinds));
    },
  },
  {
    id: "comment.switched-off-share",
    group: "comment",
    unit: "share",
    meaning: "share of the comments that hold code somebody switched off",
    measure: ({ comments }) => shareOf(comments.notes, (note) => note.form === "code"),
  },
  {
    id: "comment.longest-line",
    group: "comment",
    unit: "characters",
    meaning: "length of the longest line of comment, at most 200",
    measure: ({ comments }) =>
      Math.min(200, largest(comments.prose.flatMap((note) => note.lines.map((line) => line.length)))),
  },
  {
    id: "comment.width",
    group: "comment",
    unit: "columns",
    meaning: "column where the lines of comments of several lines end on average, last lines left out",
    measure: ({ comments, lines }) => {
      const wrapped = comments.prose.filter((note) => note.lastLine > note.firstLine + 1);
      return mean(
        wrapped
          .map((note) => {
            const inner = lines.lines.slice(note.firstLine, note.lastLine).filter((line) => line.text.length > 20);
            return meanOf(inner, (line) => line.indent + line.text.length);
          })
          .filter((width) => !Number.isNaN(width)),
      );
    },
  },
];

function indentedCode(lines: CodeFacts["lines"]["lines"], kinds: Uint8Array): number {
  return lines.filter((line, index) => line.indent > 0 && kinds[index] === lineKind.code).length;
}

function paragraphOpening({ lines: { kinds } }: CodeFacts): number {
  let paragraphs = 0;
  let commented = 0;
  for (let line = 1; line < kinds.length; line++) {
    if (kinds[line - 1] !== lineKind.blank || kinds[line] === lineKind.blank) continue;
    paragraphs++;
    if (kinds[line] === lineKind.comment) commented++;
  }
  return share(commented, paragraphs);
}
