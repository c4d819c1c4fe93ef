import { skipReasons } from "../node/skip.ts";
import { minimumFiles } from "../prevalence.ts";
import type { ScanSummary, Tally } from "./summary.ts";
import { printable } from "./terminal-text.ts";
import { countOf, percent } from "../words.ts";

/** One row of the tables by language and by folder, in the order of {@link tallyColumns}. */
export const tallyColumns = ["files", "lines", "ai", "human", "uncertain", "ai files", "ai lines", "coverage"] as const;

export function tallyRow(tally: Tally): readonly string[] {
  const share = (part: number, whole: number): string => (whole === 0 ? "–" : percent(part / whole));
  return [
    ...[tally.files, tally.lines, tally.ai.files, tally.human.files, tally.uncertain.files].map((n) =>
      n.toLocaleString("en"),
    ),
    share(tally.ai.files, tally.files),
    share(tally.ai.lines, tally.lines),
    share(tally.files - tally.uncertain.files, tally.files),
  ];
}

/** What a scan found, in sentences: first the count, last the estimate. */
export function summarySentences(summary: ScanSummary): readonly string[] {
  const { interrupted, errors } = summary;
  return [
    ...(interrupted ? ["Stopped before the end: this is what was done by then."] : []),
    total(summary),
    ...(errors > 0 ? [`${countOf(errors, "file")} could not be judged because of an error.`] : []),
    ...skipped(summary),
    ...estimate(summary),
  ];
}

function total({ total: { files, lines, ai, human, uncertain }, falsePositiveRate, checkpoint }: ScanSummary): string {
  if (files === 0) return "No source files were judged.";
  return (
    `${countOf(files, "file")} judged (${countOf(lines, "line")}): ${ai.files} ai, ${human.files} human, ${uncertain.files} uncertain, ` +
    `so ${percent(ai.files / files)} of the files and ${lines === 0 ? "0 %" : percent(ai.lines / lines)} of the lines were called ai ` +
    `and ${percent((files - uncertain.files) / files)} got an answer. ` +
    `Model ${printable(checkpoint ?? "unknown")}, set for ${percent(falsePositiveRate)} false alarms.`
  );
}

function skipped({ skipped: counts }: ScanSummary): string[] {
  if (counts.length === 0) return [];
  const parts = counts.map(
    ({ reason, files, folders }) => `${skipReasons[reason]} (${filesAndFolders(files, folders)})`,
  );
  return [`Skipped: ${parts.join(", ")}.`];
}

function filesAndFolders(files: number, folders: number): string {
  return [files > 0 && countOf(files, "file"), folders > 0 && countOf(folders, "folder")].filter(Boolean).join(" and ");
}

function estimate({ estimate: found, total: { files } }: ScanSummary): string[] {
  if (files === 0) return [];
  if (found !== undefined)
    return [
      `Estimated true share of AI files: ${percent(found.share)}, with 95 % confidence between ${percent(found.low)} and ` +
        `${percent(found.high)} (corrected for the detector's measured error rates, from ${countOf(found.files, "file")}).`,
    ];
  return files < minimumFiles
    ? [`No estimate of the true share of AI files: it takes at least ${minimumFiles} judged files.`]
    : ["No estimate of the true share of AI files: the detector's error rates are unknown or too high here."];
}
