import type { ScanEntry } from "../../node/scan-entry.ts";
import type { SkipReason } from "../../node/skip.ts";
import { topReasons } from "../../words.ts";
import type { FileRow, FolderSubject, LeftOut } from "../report-content.ts";

type Collected = Pick<FolderSubject, "rows" | "errors" | "leftOut">;

/** Keeps of each entry what a report shows; what a detector says of a file is a hundred times as large. */
export interface FolderCollector {
  readonly add: (entry: ScanEntry) => void;
  readonly collected: () => Collected;
}

const mostExamples = 3;
const mostReasons = 1;

export function createFolderCollector(): FolderCollector {
  const rows: FileRow[] = [];
  const errors: { readonly path: string; readonly message: string }[] = [];
  const leftOut = new Map<SkipReason, { files: number; folders: number; examples: string[] }>();
  return {
    add: (entry) => {
      if (entry.kind === "judged") rows.push(toRow(entry));
      else if (entry.kind === "error") errors.push({ path: entry.path, message: entry.message });
      else {
        const one = leftOut.get(entry.reason) ?? { files: 0, folders: 0, examples: [] };
        leftOut.set(entry.reason, one);
        one[entry.isFolder ? "folders" : "files"]++;
        if (one.examples.length < mostExamples) one.examples.push(entry.path);
      }
    },
    collected: () => ({
      rows,
      errors,
      leftOut: [...leftOut]
        .map(([reason, counts]): LeftOut => ({ reason, ...counts }))
        .toSorted((a, b) => b.files + b.folders - a.files - a.folders),
    }),
  };
}

function toRow({ path, detection }: Extract<ScanEntry, { readonly kind: "judged" }>): FileRow {
  const { language, lines, verdict, probability, falseAlarmRate } = detection;
  return { path, language, lines, verdict, probability, falseAlarmRate, why: topReasons(detection, mostReasons) };
}

/** The files to explain: judged ai, those that fewest people's files look like first. */
export function chooseDetails(rows: readonly FileRow[], most: number): readonly FileRow[] {
  return rows
    .filter(({ verdict }) => verdict === "ai")
    .toSorted(
      (a, b) =>
        (a.falseAlarmRate ?? 1) - (b.falseAlarmRate ?? 1) ||
        (b.probability ?? 0) - (a.probability ?? 0) ||
        (a.path < b.path ? -1 : 1),
    )
    .slice(0, most);
}
