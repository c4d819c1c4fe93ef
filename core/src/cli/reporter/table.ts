import { createColors } from "picocolors";
import { languages } from "../../language/index.ts";
import type { ScanEntry } from "../../node/scan-entry.ts";
import { skipReasons } from "../../node/skip.ts";
import type { CreateReporter } from "../reporter.ts";
import type { ScanSummary, Tally } from "../summary.ts";
import { summarySentences, tallyColumns, tallyRow } from "../summary-text.ts";
import { cutEnd, cutMiddle, printable, wrap } from "../terminal-text.ts";
import { advice, percent, topReasons } from "../../words.ts";

/** Rows of fixed columns, so that each can be written when it comes. */
export const createTableReporter: CreateReporter = ({ colour, columns, showSkipped }) => {
  const paint = createColors(colour);
  const fit = createFit(columns);
  const colours = {
    ai: paint.red,
    human: paint.green,
    uncertain: paint.yellow,
    error: paint.magenta,
    skipped: paint.dim,
    verdict: paint.bold,
  };
  let hasHeader = false;

  function row(kind: keyof typeof colours, chance: string, lines: string, path: string, why: string): string {
    const numbers = `${chance.padStart(5)}  ${lines.padStart(6)}`;
    const line = `${colours[kind](kind.padEnd(9))}  ${numbers}  ${fit.path(path)}${paint.dim(fit.why(why))}\n`;
    if (hasHeader) return line;
    hasHeader = true;
    return row("verdict", "AI", "lines", "file", "why") + line;
  }

  function file(entry: ScanEntry): string {
    if (entry.kind === "error") return row("error", "", "", entry.path, entry.message);
    if (entry.kind === "judged") {
      const { verdict, probability, lines } = entry.detection;
      const chance = probability === null ? "–" : percent(probability);
      return row(verdict, chance, String(lines), entry.path, topReasons(entry.detection, 3));
    }
    const path = entry.isFolder ? `${entry.path}/` : entry.path;
    return showSkipped ? row("skipped", "", "", path, skipReasons[entry.reason]) : "";
  }

  function end(summary: ScanSummary): string {
    const { languages: byLanguage, folders, total } = summary;
    const parts = [""];
    if (total.files > 0)
      parts.push(
        tallies(
          "language",
          byLanguage.map((tally) => [languages[tally.language].name, tally]),
        ),
      );
    if (folders.length > 1)
      parts.push(
        tallies(
          "folder",
          folders.slice(0, mostFolders).map((tally) => [printable(tally.folder), tally]),
        ),
      );
    if (folders.length > mostFolders)
      parts.push(`… and ${folders.length - mostFolders} more folders (--format json lists all)\n`);
    parts.push("\n", ...summarySentences(summary).map((sentence) => `${fit.sentence(sentence)}\n`));
    if (total.files > 0) parts.push(`${paint.bold(fit.sentence(advice))}\n`);
    return parts.join("");
  }

  function tallies(title: string, rows: readonly (readonly [string, Tally])[]): string {
    const width = Math.min(32, Math.max(title.length, ...rows.map(([name]) => name.length)));
    const line = (name: string, cells: readonly string[]): string => {
      const numbers = cells.map((cell, at) => cell.padStart(Math.max(7, tallyColumns[at]!.length + 2)));
      return fit.line(cutMiddle(name, width).padEnd(width) + numbers.join(""));
    };
    const lines = rows.map(([name, tally]) => `${line(name, tallyRow(tally))}\n`);
    return `\n${paint.bold(line(title, tallyColumns))}\n${lines.join("")}`;
  }

  return { begin: () => "", file, end };
};

const mostFolders = 20;
/** Under this width there is no room for reasons. */
const narrow = 60;
/** Verdict, probability and lines, with the space behind each. */
const startWidth = 26;
const usualPathWidth = 40;

/** Cuts and pads texts to their columns. Where nobody watches, nothing is cut. */
function createFit(columns: number | undefined) {
  if (columns === undefined)
    return {
      path: (path: string): string => `${printable(path).padEnd(usualPathWidth)}  `,
      why: (why: string): string => printable(why),
      line: (line: string): string => line,
      sentence: (sentence: string): string => sentence,
    };
  const room = Math.max(20, columns - startWidth);
  const hasReasons = columns >= narrow;
  const pathWidth = hasReasons ? Math.max(16, Math.floor(room * 0.4)) : room;
  return {
    path: (path: string): string => cutMiddle(printable(path), pathWidth).padEnd(hasReasons ? pathWidth + 2 : 0),
    why: (why: string): string => (hasReasons ? cutEnd(printable(why), room - pathWidth - 2) : ""),
    line: (line: string): string => cutEnd(line, columns),
    sentence: (sentence: string): string => wrap(sentence, columns),
  };
}
