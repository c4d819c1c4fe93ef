import { availableParallelism } from "node:os";
import { Command } from "commander";
import type { z } from "zod";
import { findScanTargets, scan, type Scan } from "../node/scan.ts";
import { maximumFileBytes } from "../node/skip.ts";
import {
  exitCodes,
  usesColour,
  writeTo,
  type CliEnvironment,
  type ExitCode,
  type TerminalStream,
} from "./environment.ts";
import { meets } from "./fail-on.ts";
import { findModelFolder } from "./model-folder.ts";
import { addOptions, parseOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { readStream } from "./read-stream.ts";
import { openReportOutput, type ReportOutput } from "./report-output.ts";
import { reporters } from "./reporter/index.ts";
import type { Reporter } from "./reporter.ts";
import { scanOptions } from "./scan-options.ts";
import { createSummaryCounter, type ScanSummary } from "./summary.ts";
import { summarySentences } from "./summary-text.ts";
import { printable } from "./terminal-text.ts";

type ScanSettings = z.infer<typeof scanOptions>;

/** `whowrote scan`: judges files, folders, globs and standard input. Reports its exit code through `exit`. */
export function scanCommand(environment: CliEnvironment, exit: (code: ExitCode) => void): Command {
  const command = new Command("scan")
    .argument("<paths...>", "files, folders, quoted globs, or - for standard input")
    .addHelpText("after", scanHelp)
    .action(async (paths: string[], given: Record<string, unknown>) =>
      exit(await runScan(paths, parseOptions(scanOptions, given), environment)),
    );
  return addOptions(command, scanOptions);
}

const scanHelp = `
A folder is walked without leaving it: symbolic links are not followed; what git ignores, vendored folders and build output,
minified, generated and binary files, lock files, and files over 1 MB are skipped and counted (--all judges what can be read).

Exit codes: 0 clean, 1 found what --fail-on names, 2 broken (bad usage, nothing could be read, no model), 130 stopped.

Examples:
  whowrote scan src --fail-on ai:0.95
  git show HEAD:main.py | whowrote scan - --lang python
  whowrote scan 'src/**/*.ts' --format html --output report.html`;

async function runScan(
  paths: readonly string[],
  settings: ScanSettings,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const { stdout, stderr, stdin, cwd } = environment;
  const folder = findModelFolder(settings.model, environment);
  const targets = await findScanTargets(paths, cwd);
  for (const path of targets.missing)
    await writeTo(stderr, `whowrote: ${printable(path)}: no such file or folder, and no glob that names one\n`);
  if (targets.roots.length === 0 && !paths.includes("-")) return exitCodes.broken;

  const createReporter = await reporters[settings.format]();
  const toTerminal = settings.output === undefined && stdout.isTTY === true;
  const reporter = createReporter({
    colour: settings.output === undefined && usesColour(stdout, environment.variables),
    columns: toTerminal ? (stdout.columns ?? 80) : undefined,
    showSkipped: settings.showSkipped,
  });
  const output = await openReportOutput(settings.output, environment);
  // A reader that goes away (`| head`) ends the scan as Ctrl-C does.
  const readerGone = new AbortController();
  const leave = (): void => readerGone.abort();
  stdout.once("error", leave);
  const interrupt = environment.onInterrupt();
  const signal = AbortSignal.any([interrupt, readerGone.signal]);
  const running = scan(targets, {
    paths,
    cwd,
    folder,
    detectorModule: environment.detectorModule,
    judge: { all: settings.all, falsePositiveRate: settings.fpr, ...(settings.lang && { languages: settings.lang }) },
    jobs: settings.jobs ?? availableParallelism(),
    timeLimitMs: settings.timeLimit * 1000,
    readStandardInput: () => readStream(stdin, maximumFileBytes + 1),
    signal,
  });
  try {
    const { summary, isFound, isUnread } = await report(running, reporter, output, settings, { stderr, signal });
    await output.commit();
    if (settings.format !== "table" || settings.output !== undefined)
      await writeTo(stderr, `${summarySentences(summary).join("\n")}\n`);
    if (interrupt.aborted) return exitCodes.interrupted;
    if (targets.missing.length > 0 || (summary.total.files === 0 && isUnread)) return exitCodes.broken;
    return isFound ? exitCodes.found : exitCodes.clean;
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    stdout.off("error", leave);
  }
}

interface ScanOutcome {
  readonly summary: ScanSummary;
  /** What --fail-on is about was there. */
  readonly isFound: boolean;
  /** Something was there and could not be read or judged. */
  readonly isUnread: boolean;
}

async function report(
  { entries, detector }: Scan,
  reporter: Reporter,
  output: ReportOutput,
  { failOn, fpr }: ScanSettings,
  { stderr, signal }: { readonly stderr: TerminalStream; readonly signal: AbortSignal },
): Promise<ScanOutcome> {
  const counter = createSummaryCounter(fpr);
  const progress = createProgress(stderr);
  let isFound = false;
  let isUnread = false;
  let files = 0;
  const write = async (text: string): Promise<void> => {
    if (text === "") return;
    progress.clear();
    await output.write(text);
  };
  await write(reporter.begin());
  for await (const entry of entries) {
    counter.add(entry);
    if (entry.kind === "judged") isFound ||= failOn !== undefined && meets(failOn, entry.detection);
    else if (entry.kind === "error" || entry.reason === "unreadable" || entry.reason === "notRegular") isUnread = true;
    await write(reporter.file(entry));
    progress.show(++files, entry.path);
  }
  progress.clear();
  const summary = counter.summarise(detector(), signal.aborted);
  await write(reporter.end(summary));
  return { summary, isFound, isUnread };
}
