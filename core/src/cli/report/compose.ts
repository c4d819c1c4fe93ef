import type { Block } from "../report-block.ts";
import type { ReportContent } from "../report-content.ts";
import { composeFile } from "./compose-file.ts";
import { composeFolder } from "./compose-folder.ts";
import { composeModel } from "./compose-model.ts";

/** Lays a report out: what was found first, how it was found last. */
export function composeReport(content: ReportContent): readonly Block[] {
  const { subject, path, date, version } = content;
  return [
    { kind: "heading", level: 1, text: path, isPath: true },
    { kind: "paragraph", tone: "quiet", text: `Who wrote this code: report of ${date} by whowrote ${version}.` },
    ...(subject.kind === "file" ? composeFile(subject) : composeFolder(subject)),
    ...composeModel(content),
  ];
}
