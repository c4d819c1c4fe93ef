import { languages } from "../../language/index.ts";
import { skipReasons } from "../../node/skip.ts";
import { advice, boundedRate, chance, countOf } from "../../words.ts";
import type { Block } from "../report-block.ts";
import type { FileRow, FolderSubject } from "../report-content.ts";
import { summarySentences, tallyColumns, tallyRow } from "../summary-text.ts";
import type { ScanSummary, Tally } from "../summary.ts";
import { composeDetail } from "./compose-file.ts";

/** A folder: counts and the estimated share, its files, a section for those judged ai, and what was left out. */
export function composeFolder(subject: FolderSubject): readonly Block[] {
  const { summary, rows, details } = subject;
  const { human, ai, uncertain } = summary.total;
  const limits = details[0]?.narrative.find(({ topic }) => topic === "limits");
  return [
    { kind: "shares", counts: { human: human.files, ai: ai.files, uncertain: uncertain.files } },
    { kind: "list", items: summarySentences(summary) },
    { kind: "paragraph", tone: "advice", text: advice },
    ...tallies(summary),
    ...fileTable(rows),
    ...errorTable(subject),
    ...(details.length > 0 ? [{ kind: "heading", level: 1, text: "Files judged ai" } as const] : []),
    ...details.flatMap(composeDetail),
    ...withoutDetails(subject),
    ...leftOutTable(subject),
    ...(limits
      ? ([
          { kind: "heading", level: 2, text: limits.title },
          { kind: "list", items: limits.sentences.filter((sentence) => sentence !== advice) },
        ] as const)
      : []),
  ];
}

function tallies({ total, languages: byLanguage, folders }: ScanSummary): Block[] {
  if (total.files === 0) return [];
  const table = (title: string, tallied: readonly (readonly [string, Tally])[]): Block[] => [
    { kind: "heading", level: 2, text: `By ${title}` },
    {
      kind: "table",
      columns: [{ title }, ...tallyColumns.map((name) => ({ title: name, is: "number" }) as const)],
      rows: tallied.map(([name, tally]) => [name, ...tallyRow(tally)]),
    },
  ];
  return [
    ...table(
      "language",
      byLanguage.map((tally) => [languages[tally.language].name, tally]),
    ),
    ...(folders.length > 1
      ? table(
          "folder",
          folders.map((tally) => [tally.folder, tally]),
        )
      : []),
  ];
}

function fileTable(rows: readonly FileRow[]): Block[] {
  if (rows.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: "Files" },
    {
      kind: "table",
      columns: [
        { title: "verdict", is: "verdict" },
        { title: "AI", is: "number" },
        { title: "false alarms", is: "number" },
        { title: "lines", is: "number" },
        { title: "file", is: "path" },
        { title: "why" },
      ],
      rows: rows.map(({ verdict, probability, falseAlarmRate, lines, path, why }) => [
        verdict,
        probability === null ? "–" : chance(probability),
        falseAlarmRate === null ? "–" : boundedRate(falseAlarmRate),
        String(lines),
        path,
        why,
      ]),
    },
  ];
}

function errorTable({ errors }: FolderSubject): Block[] {
  if (errors.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: "Files in error" },
    {
      kind: "table",
      columns: [{ title: "file", is: "path" }, { title: "what went wrong" }],
      rows: errors.map(({ path, message }) => [path, message]),
    },
  ];
}

function withoutDetails({ withoutDetails: left, details }: FolderSubject): Block[] {
  if (left === 0) return [];
  const text = `${countOf(left, details.length === 0 ? "file" : "more file")} judged ai ${left === 1 ? "has" : "have"} no section here: more with --details, or whowrote report on the file alone.`;
  return [{ kind: "paragraph", tone: "quiet", text }];
}

function leftOutTable({ leftOut }: FolderSubject): Block[] {
  if (leftOut.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: "What was not judged" },
    {
      kind: "table",
      columns: [
        { title: "because it is" },
        { title: "files", is: "number" },
        { title: "folders", is: "number" },
        { title: "such as", is: "path" },
      ],
      rows: leftOut.map(({ reason, files, folders, examples }) => [
        skipReasons[reason],
        String(files),
        String(folders),
        `${examples.join(", ")}${files + folders > examples.length ? ", …" : ""}`,
      ]),
    },
  ];
}
