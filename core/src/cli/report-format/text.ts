import { createColors } from "picocolors";
import { sourceLines } from "../explainer/source-lines.ts";
import type { Block, Column } from "../report-block.ts";
import type { ReportLook, WriteReport } from "../report-format.ts";
import { composeReport } from "../report/compose.ts";
import { cutEnd, cutMiddle, printable, wrap } from "../terminal-text.ts";

/** Lines of more characters are hard to read. */
const mostColumns = 100;

export const reportAsText: WriteReport = (content, look) =>
  `${composeReport(content)
    .map((block) => draw(block, look))
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`;

function draw(block: Block, look: ReportLook): string {
  const paint = createColors(look.colour);
  const columns = Math.min(look.columns ?? mostColumns, mostColumns);
  const fit = (text: string, width = columns): string => wrap(printable(text), width);
  switch (block.kind) {
    case "heading": {
      const text = printable(block.text);
      return `\n${paint.bold(block.level === 1 ? `${text}\n${"=".repeat(Math.min(columns, text.length))}` : text)}`;
    }
    case "verdict": {
      const colours = { ai: paint.red, human: paint.green, uncertain: paint.yellow };
      return `\n${colours[block.verdict](paint.bold(block.verdict.toUpperCase()))}\n${fit(block.text)}\n`;
    }
    case "paragraph":
      return block.tone === "advice" ? `\n${paint.bold(fit(block.text))}` : fit(block.text);
    case "list":
      return block.items.map((item) => `- ${fit(item, columns - 2).replaceAll("\n", "\n  ")}`).join("\n");
    case "facts":
      return drawFacts(block.rows, columns);
    case "table":
      return drawTable(block.columns, block.rows, look);
    case "shares":
      return `\n${Object.entries(block.counts)
        .map(([verdict, files]) => `${verdict} ${files}`)
        .join("   ")}\n`;
    case "source":
      return sourceLines(block.file, look.colour).join("\n");
  }
}

function drawFacts(rows: readonly (readonly [string, string])[], columns: number): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows
    .map(([name, value]) => {
      const lines = wrap(printable(value), Math.max(20, columns - width)).split("\n");
      return `${name.padEnd(width)}${lines.join(`\n${" ".repeat(width)}`)}`;
    })
    .join("\n");
}

const widestCell = 60;

/** Columns as wide as their widest cell; on a terminal the last one is cut where the line ends. */
function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { colour, columns: width }: ReportLook,
): string {
  const cells = rows.map((row) =>
    row.map((text, at) => (at === row.length - 1 ? printable(text) : cutMiddle(printable(text), widestCell))),
  );
  const widths = columns.map(({ title }, at) => Math.max(title.length, ...cells.map((row) => row[at]!.length)));
  const line = (texts: readonly string[]): string => {
    const padded = texts.map((text, at) => {
      if (columns[at]!.is === "number") return text.padStart(widths[at]!);
      return at === texts.length - 1 ? text : text.padEnd(widths[at]!);
    });
    const whole = padded.join("  ").trimEnd();
    return width === undefined ? whole : cutEnd(whole, width);
  };
  return [createColors(colour).dim(line(columns.map(({ title }) => title))), ...cells.map(line)].join("\n");
}
