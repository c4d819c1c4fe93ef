import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { DetectorModule } from "../../node/detector-module.ts";
import { readJudgedText } from "../../node/judge.ts";
import { findScanTargets, scan } from "../../node/scan.ts";
import type { CliEnvironment } from "../environment.ts";
import type { NarratedFile } from "../explainer.ts";
import { narrateFile, type Explaining } from "../narrated-file.ts";
import { createProgress, createProgressLine } from "../progress.ts";
import type { FileRow, FolderSubject } from "../report-content.ts";
import type { ReportSettings } from "../report-options.ts";
import { createSummaryCounter } from "../summary.ts";
import { chooseDetails, createFolderCollector } from "./folder-collector.ts";

/** What explains the files of a report, but for the detector, which is loaded when there is something to explain. */
export interface ReportExplaining extends Pick<Explaining, "metrics" | "narrator" | "rewriter" | "signal"> {
  /** The checkpoint. */
  readonly folder: string;
}

/**
 * Judges what lies under a folder or glob, and explains the files judged ai, the surest first.
 * @throws the signal's reason when it fires
 */
export async function readFolder(
  path: string,
  settings: ReportSettings,
  environment: CliEnvironment,
  explaining: ReportExplaining,
): Promise<FolderSubject> {
  const { signal, folder } = explaining;
  const { detectorModule, cwd, stderr } = environment;
  const running = scan(await findScanTargets([path], cwd), {
    paths: [path],
    cwd,
    folder,
    detectorModule,
    judge: { all: settings.all, falsePositiveRate: settings.fpr, ...(settings.lang && { languages: settings.lang }) },
    jobs: settings.jobs ?? availableParallelism(),
    timeLimitMs: settings.timeLimit * 1000,
    readStandardInput: () => Promise.resolve(new Uint8Array()),
    signal,
  });
  const counter = createSummaryCounter(settings.fpr);
  const collector = createFolderCollector();
  const progress = createProgress(stderr);
  let files = 0;
  for await (const entry of running.entries) {
    counter.add(entry);
    collector.add(entry);
    progress.show(++files, entry.path);
  }
  progress.clear();
  signal.throwIfAborted();
  const summary = counter.summarise(running.detector(), false);
  const collected = collector.collected();
  const chosen = chooseDetails(collected.rows, settings.details);
  const details = await explainRows(chosen, settings, environment, explaining);
  return { kind: "folder", summary, ...collected, details, withoutDetails: summary.total.ai.files - details.length };
}

async function explainRows(
  rows: readonly FileRow[],
  settings: ReportSettings,
  { detectorModule, cwd, stderr }: CliEnvironment,
  { folder, ...explaining }: ReportExplaining,
): Promise<readonly NarratedFile[]> {
  if (rows.length === 0) return [];
  const { loadDetector } = (await import(detectorModule)) as DetectorModule;
  const detector = await loadDetector({ folder });
  const progress = createProgressLine(stderr);
  const files: NarratedFile[] = [];
  try {
    for (const { path, language } of rows) {
      explaining.signal.throwIfAborted();
      progress.show(() => `explaining ${files.length + 1} of ${rows.length}`, path);
      const task = { path, source: resolve(cwd, path), named: false };
      const judged = await readJudgedText(task, { all: settings.all, languages: [language] });
      // It may be gone since it was judged, or be another text now.
      if (typeof judged === "string") continue;
      files.push(
        await narrateFile(path, judged, { detector, falsePositiveRate: settings.fpr, tokens: false, ...explaining }),
      );
    }
    return files;
  } finally {
    progress.clear();
    detector.close();
  }
}
