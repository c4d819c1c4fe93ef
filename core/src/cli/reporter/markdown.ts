import { languages } from "../../language/index.ts";
import type { ScanEntry } from "../../node/scan-entry.ts";
import { skipReasons } from "../../node/skip.ts";
import { escapeMarkdown, headerRow, tableRow } from "../markdown-text.ts";
import type { CreateReporter } from "../reporter.ts";
import type { ScanSummary } from "../summary.ts";
import { summarySentences, tallyColumns, tallyRow } from "../summary-text.ts";
import { advice, percent, topReasons } from "../../words.ts";

/** Tables for an issue, a pull request or a wiki. */
export const createMarkdownReporter: CreateReporter = ({ showSkipped }) => ({
  begin: () => `# Who wrote this code\n\n${headerRow(["verdict", "AI", "lines", "file", "why"])}`,
  file: (entry) => (entry.kind === "skipped" && !showSkipped ? "" : tableRow(cells(entry))),
  end,
});

function cells(entry: ScanEntry): readonly string[] {
  if (entry.kind === "error") return ["error", "", "", entry.path, entry.message];
  if (entry.kind === "skipped") return ["skipped", "", "", entry.path, skipReasons[entry.reason]];
  const { verdict, probability, lines } = entry.detection;
  return [
    verdict,
    probability === null ? "–" : percent(probability),
    String(lines),
    entry.path,
    topReasons(entry.detection, 3),
  ];
}

function end(summary: ScanSummary): string {
  const { languages: byLanguage, folders, total } = summary;
  const parts = [
    `\n## Summary\n\n${summarySentences(summary)
      .map((sentence) => `- ${escapeMarkdown(sentence)}\n`)
      .join("")}`,
  ];
  if (total.files > 0) {
    parts.push(`\n${headerRow(["language", ...tallyColumns])}`);
    for (const tally of byLanguage) parts.push(tableRow([languages[tally.language].name, ...tallyRow(tally)]));
  }
  if (folders.length > 1) {
    parts.push(`\n${headerRow(["folder", ...tallyColumns])}`);
    for (const tally of folders) parts.push(tableRow([tally.folder, ...tallyRow(tally)]));
  }
  return `${parts.join("")}\n*${advice}*\n`;
}
