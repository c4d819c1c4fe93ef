import type { Detection } from "../detection.ts";
import type { ErrorRates } from "../error-rates.ts";
import type { LanguageId } from "../language.ts";
import type { ScanDetector, ScanEntry } from "../node/scan-entry.ts";
import type { SkipReason } from "../node/skip.ts";
import { estimatePrevalence, type PrevalenceEstimate } from "../prevalence.ts";
import { verdicts, type Verdict } from "../verdict.ts";

export interface Count {
  readonly files: number;
  readonly lines: number;
}

/** Files and lines of one folder or language, by verdict. */
export type Tally = Count & Readonly<Record<Verdict, Count>>;

/** What all reports end with. */
export interface ScanSummary {
  readonly checkpoint: string | undefined;
  readonly falsePositiveRate: number;
  readonly total: Tally;
  /** Most files first. */
  readonly languages: readonly (Tally & { readonly language: LanguageId })[];
  /** The folders right under the deepest one that holds everything; "." is that one itself. Sorted. */
  readonly folders: readonly (Tally & { readonly folder: string })[];
  readonly errors: number;
  readonly skipped: readonly SkippedCount[];
  /** Undefined with too few files, or when the detector's error rates say nothing. */
  readonly estimate: PrevalenceEstimate | undefined;
  readonly interrupted: boolean;
}

export interface SkippedCount {
  readonly reason: SkipReason;
  readonly files: number;
  readonly folders: number;
}

/** Counts entries as they come; memory grows with the number of folders and not of files. */
export interface SummaryCounter {
  readonly add: (entry: ScanEntry) => void;
  readonly summarise: (detector: ScanDetector | undefined, interrupted: boolean) => ScanSummary;
}

type MutableCount = { -readonly [Key in keyof Count]: Count[Key] };
type MutableTally = MutableCount & Record<Verdict, MutableCount>;

export function createSummaryCounter(falsePositiveRate: number): SummaryCounter {
  const total = createTally();
  const byLanguage = new Map<LanguageId, MutableTally>();
  const byFolder = new Map<string, MutableTally>();
  const answered = new Map<LanguageId, { files: number; flagged: number }>();
  const skipped = new Map<SkipReason, { files: number; folders: number }>();
  let errors = 0;

  function count(path: string, detection: Detection): void {
    const { language, verdict, falseAlarmRate } = detection;
    for (const tally of [total, at(byLanguage, language, createTally), at(byFolder, folderOf(path), createTally)])
      addTo(tally, verdict, detection.lines);
    // Of files too short for a verdict none is called ai, so the rates do not hold for them.
    if (falseAlarmRate === null) return;
    const group = at(answered, language, () => ({ files: 0, flagged: 0 }));
    group.files++;
    if (verdict === "ai") group.flagged++;
  }

  return {
    add: (entry) => {
      if (entry.kind === "judged") count(entry.path, entry.detection);
      else if (entry.kind === "error") errors++;
      else at(skipped, entry.reason, () => ({ files: 0, folders: 0 }))[entry.isFolder ? "folders" : "files"]++;
    },
    summarise: (detector, interrupted) => ({
      checkpoint: detector?.checkpoint,
      falsePositiveRate,
      total,
      languages: [...byLanguage]
        .map(([language, tally]) => ({ language, ...tally }))
        .toSorted((a, b) => b.files - a.files || (a.language < b.language ? -1 : 1)),
      folders: rollUp(byFolder),
      errors,
      skipped: [...skipped].map(([reason, counts]) => ({ reason, ...counts })).toSorted((a, b) => b.files - a.files),
      estimate: detector && estimate(answered, detector.errorRates),
      interrupted,
    }),
  };
}

function estimate(
  answered: ReadonlyMap<LanguageId, { readonly files: number; readonly flagged: number }>,
  rates: Readonly<Record<LanguageId, ErrorRates>>,
): PrevalenceEstimate | undefined {
  return estimatePrevalence([...answered].map(([language, group]) => ({ ...group, rates: rates[language] })));
}

/** Adds up all folders that lie in the same child of the deepest folder that holds them all. */
function rollUp(byFolder: ReadonlyMap<string, Tally>): ScanSummary["folders"] {
  const paths = [...byFolder.keys()].map((folder) => folder.split("/").filter((part) => part !== "."));
  const shared = sharedLength(paths);
  const children = new Map<string, MutableTally>();
  for (const [index, tally] of [...byFolder.values()].entries()) {
    const child = paths[index]!.slice(0, shared + 1).join("/") || ".";
    const sum = at(children, child, createTally);
    for (const verdict of verdicts) addTo(sum, verdict, tally[verdict].lines, tally[verdict].files);
  }
  return [...children]
    .map(([folder, tally]) => ({ folder, ...tally }))
    .toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

function sharedLength(paths: readonly (readonly string[])[]): number {
  const first = paths[0] ?? [];
  const differs = first.findIndex((part, depth) => paths.some((path) => path[depth] !== part));
  return differs < 0 ? first.length : differs;
}

const folderOf = (path: string): string =>
  path.slice(0, Math.max(0, path.lastIndexOf("/"))) || (path.startsWith("/") ? "/" : ".");

const createCount = (): MutableCount => ({ files: 0, lines: 0 });
const createTally = (): MutableTally => ({
  ...createCount(),
  human: createCount(),
  ai: createCount(),
  uncertain: createCount(),
});

function addTo(tally: MutableTally, verdict: Verdict, lines: number, files = 1): void {
  for (const count of [tally, tally[verdict]]) {
    count.files += files;
    count.lines += lines;
  }
}

function at<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
