import { availableParallelism } from "node:os";
import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import type { DetectorModule } from "../node/detector-module.ts";
import { findScanRoot } from "../node/scan-root.ts";
import { exitCodes, usesColour, type CliEnvironment, type ExitCode } from "./environment.ts";
import { InterruptedError } from "./interrupted-error.ts";
import { readJudgedFile } from "./judged-file.ts";
import { openLanguageModels } from "./language-models.ts";
import { findModelFolder } from "./model-folder.ts";
import { fingerprintModel, readModelFacts } from "./model-facts.ts";
import { narrateFile } from "./narrated-file.ts";
import { addOptions, parseOptions } from "./options.ts";
import { createProgressLine } from "./progress.ts";
import { readFolder, type ReportExplaining } from "./report/read-folder.ts";
import type { FileSubject, ReportContent } from "./report-content.ts";
import { reportWriters } from "./report-format/index.ts";
import { reportOptions, type ReportSettings } from "./report-options.ts";
import { writeReport } from "./report-output.ts";
import { UsageError } from "./usage-error.ts";

/** `whowrote report`: a document about one file or one folder, for someone who has to act on it. */
export function reportCommand(environment: CliEnvironment, exit: (code: ExitCode) => void): Command {
  const command = new Command("report")
    .argument("<path>", "a file, a folder, or - for standard input")
    .addHelpText("after", help)
    .action(async (path: string, given: Record<string, unknown>) =>
      exit(await runReport(path, parseOptions(reportOptions, given), environment)),
    );
  return addOptions(command, reportOptions);
}

const help = `
Exit codes: 0 written, 2 broken (bad usage, nothing could be read, no model), 130 stopped: then there is no report.

Examples:
  whowrote report src/main.py --format html --output main.html
  whowrote report . --format markdown --details 5 --output report.md`;

async function runReport(path: string, settings: ReportSettings, environment: CliEnvironment): Promise<ExitCode> {
  const { stdout, variables } = environment;
  const content = await gather(path, settings, environment);
  const write = await reportWriters[settings.format]();
  const toTerminal = settings.output === undefined && stdout.isTTY === true;
  const text = write(content, {
    colour: settings.output === undefined && usesColour(stdout, variables),
    columns: toTerminal ? (stdout.columns ?? 80) : undefined,
  });
  await writeReport(text, settings.output, environment);
  const { subject } = content;
  return subject.kind === "folder" && subject.summary.total.files === 0 && subject.errors.length > 0
    ? exitCodes.broken
    : exitCodes.clean;
}

async function gather(path: string, settings: ReportSettings, environment: CliEnvironment): Promise<ReportContent> {
  const { fpr: falsePositiveRate, lang: languages, all, date = new Date().toISOString().slice(0, 10) } = settings;
  const folder = findModelFolder(settings.model, environment);
  const root = path === "-" ? undefined : await findScanRoot(path, environment.cwd);
  const signal = environment.onInterrupt();
  if (settings.rewrite && root?.kind === "folder")
    throw new UsageError(
      `--rewrite: ${path} is a folder. Rewriting takes one file: it asks a model several times for each.`,
    );
  const languageModels = await openLanguageModels(settings, environment);
  try {
    const [model, fingerprints] = await Promise.all([readModelFacts(folder), fingerprintModel(folder)]);
    const explaining = { folder, metrics: model.metrics, signal, ...languageModels };
    const read = root?.kind === "folder" ? readFolder : readFile;
    const subject = await read(path, settings, environment, explaining);
    signal.throwIfAborted();
    return {
      path,
      date,
      version: packageJson.version,
      settings: { falsePositiveRate, all, ...(languages && { languages }) },
      model: { ...model, fingerprints },
      subject,
    };
  } catch (error) {
    if (signal.aborted) throw new InterruptedError("Stopped; no report was written.", { cause: error });
    throw error;
  } finally {
    await languageModels.close();
  }
}

async function readFile(
  path: string,
  { lang, fpr: falsePositiveRate }: ReportSettings,
  environment: CliEnvironment,
  { folder, ...explaining }: ReportExplaining,
): Promise<FileSubject> {
  const judged = await readJudgedFile(path, lang, environment);
  const { loadDetector } = (await import(environment.detectorModule)) as DetectorModule;
  const progress = createProgressLine(environment.stderr);
  const detector = await loadDetector({ folder, threads: availableParallelism() });
  try {
    return {
      kind: "file",
      file: await narrateFile(path, judged, { detector, falsePositiveRate, tokens: true, progress, ...explaining }),
    };
  } finally {
    detector.close();
  }
}
