import { createColors } from "picocolors";
import { languages } from "../../language/index.ts";
import type { ScanEntry } from "../../node/scan-entry.ts";
import { skipReasons } from "../../node/skip.ts";
import type { CreateReporter } from "../reporter.ts";
import type { ScanSummary, Tally } from "../summary.ts";
import { summarySentences, tallyColumns, tallyRow } from "../summary-text.ts";
import { cutEnd, cutMiddle, printable } from "../terminal-text.ts";
import { advice, percent, topReasons } from "../words.ts";

const mostFolders = 20;
/** Under this width there is no room for reasons. */
const narrow = 60;

/** Rows of fixed columns, so that each can be written when it comes. */
export const createTableReporter: CreateReporter = ({ colour, columns, showSkipped }) => {
  const paint = createColors(colour);
  const room = columns === undefined ? undefined : Math.max(20, columns - 26);
  const pathWidth = room === undefined ? 40 : columns! < narrow ? room : Math.max(16, Math.floor(room * 0.4));
  const colours = {
    ai: paint.red,
    human: paint.green,
    uncertain: paint.yellow,
    error: paint.magenta,
    skipped: paint.dim,
  };

  function row(kind: keyof typeof colours, probability: string, lines: string, path: string, why: string): string {
    const name = room === undefined ? printable(path) : cutMiddle(printable(path), pathWidth);
    const reason = room === undefined ? printable(why) : cutEnd(printable(why), room - pathWidth - 2);
    const start = `${colours[kind](kind.padEnd(9))}  ${probability.padStart(5)}  ${lines.padStart(6)}  `;
    return room !== undefined && columns! < narrow
      ? `${start}${name}\n`
      : `${start}${name.padEnd(pathWidth)}  ${paint.dim(reason)}\n`;
  }

  function file(entry: ScanEntry): string {
    if (entry.kind === "error") return row("error", "", "", entry.path, entry.message);
    if (entry.kind === "skipped")
      return showSkipped
        ? row("skipped", "", "", entry.isFolder ? `${entry.path}/` : entry.path, skipReasons[entry.reason])
        : "";
    const { verdict, probability, lines } = entry.detection;
    const chance = probability === null ? "–" : percent(probability);
    return row(verdict, chance, String(lines), entry.path, topReasons(entry.detection, 3));
  }

  function tallies(title: string, rows: readonly (readonly [string, Tally])[]): string {
    const width = Math.min(32, Math.max(title.length, ...rows.map(([name]) => name.length)));
    const line = (name: string, cells: readonly string[]): string =>
      `${cutMiddle(name, width).padEnd(width)}${cells.map((cell, at) => cell.padStart(Math.max(7, tallyColumns[at]!.length + 2))).join("")}`;
    const fit = (text: string): string => (columns === undefined ? text : cutEnd(text, columns));
    return `\n${paint.bold(fit(line(title, tallyColumns)))}\n${rows.map(([name, tally]) => `${fit(line(name, tallyRow(tally)))}\n`).join("")}`;
  }

  function end(summary: ScanSummary): string {
    const { languages: byLanguage, folders, total } = summary;
    const shown = folders.slice(0, mostFolders).map((tally) => [printable(tally.folder), tally] as const);
    const rest =
      folders.length > mostFolders
        ? `… and ${folders.length - mostFolders} more folders (--format json lists all)\n`
        : "";
    return [
      total.files > 0
        ? tallies(
            "language",
            byLanguage.map((tally) => [languages[tally.language].name, tally]),
          )
        : "",
      folders.length > 1 ? tallies("folder", shown) + rest : "",
      "\n",
      ...summarySentences(summary).map((sentence) => `${wrap(sentence, columns)}\n`),
      total.files > 0 ? `${paint.bold(wrap(advice, columns))}\n` : "",
    ].join("");
  }

  return { begin: () => "", file, end };
};

/** Breaks a sentence at spaces so that it fits. */
function wrap(sentence: string, columns: number | undefined): string {
  if (columns === undefined) return sentence;
  const lines = [""];
  for (const word of sentence.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
