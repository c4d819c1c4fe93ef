import { Command } from "commander";
import type { z } from "zod";
import { readJudgedText } from "../node/judge.ts";
import type { DetectorModule } from "../node/detector-module.ts";
import { findScanRoot } from "../node/scan-root.ts";
import { maximumFileBytes, skipReasons, type SkipReason } from "../node/skip.ts";
import { usesColour, type CliEnvironment } from "./environment.ts";
import { explainOptions } from "./explain-options.ts";
import { explainers, type ExplainedFile } from "./explainer.ts";
import { findModelFolder } from "./model-folder.ts";
import { addOptions, parseOptions } from "./options.ts";
import { readStream } from "./read-stream.ts";
import { openReportOutput } from "./report-output.ts";
import { UsageError } from "./usage-error.ts";

type ExplainSettings = z.infer<typeof explainOptions>;

/** `whowrote explain`: everything that speaks for and against the verdict of one file. */
export function explainCommand(environment: CliEnvironment): Command {
  const command = new Command("explain")
    .argument("<file>", "a file, or - for standard input")
    .addHelpText(
      "after",
      "\nExamples:\n  whowrote explain src/main.py\n  whowrote explain src/main.py --format html --output why.html",
    )
    .action((path: string, given: Record<string, unknown>) =>
      runExplain(path, parseOptions(explainOptions, given), environment),
    );
  return addOptions(command, explainOptions);
}

async function runExplain(path: string, settings: ExplainSettings, environment: CliEnvironment): Promise<void> {
  const file = await explainFile(path, settings, environment);
  const explain = await explainers[settings.format]();
  const toTerminal = settings.output === undefined && environment.stdout.isTTY === true;
  const text = explain(file, {
    colour: settings.output === undefined && usesColour(environment.stdout, environment.variables),
    columns: toTerminal ? (environment.stdout.columns ?? 80) : undefined,
    signals: settings.signals,
  });
  const output = await openReportOutput(settings.output, environment);
  try {
    await output.write(text);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

async function explainFile(
  path: string,
  settings: ExplainSettings,
  environment: CliEnvironment,
): Promise<ExplainedFile> {
  const { fpr: falsePositiveRate, lang: languages } = settings;
  const folder = findModelFolder(settings.model, environment);
  const source =
    path === "-" ? await readStream(environment.stdin, maximumFileBytes + 1) : await findFile(path, environment.cwd);
  const read = await readJudgedText({ path, source, named: true }, { all: true, ...(languages && { languages }) });
  if (typeof read === "string")
    throw new UsageError(`${path} cannot be explained: ${skipReasons[read]}.${remedies[read] ?? ""}`);
  const { text, language } = read;
  const { loadDetector } = (await import(environment.detectorModule)) as DetectorModule;
  const detector = await loadDetector({ folder });
  try {
    const answer = await detector.explain({ text, language, path }, { falsePositiveRate });
    return { path, text, falsePositiveRate, explanation: { ...answer, truncated: answer.truncated || read.truncated } };
  } finally {
    detector.close();
  }
}

const remedies: Readonly<Partial<Record<SkipReason, string>>> = {
  unknownLanguage: " Name its language with --lang.",
  otherLanguage: " Leave --lang out, or name the language of the file.",
};

async function findFile(path: string, cwd: string): Promise<string> {
  const found = await findScanRoot(path, cwd);
  if (found?.kind === "file") return found.absolute;
  throw new UsageError(
    found === undefined
      ? `${path}: no such file.`
      : `${path} is not a file. explain takes one file; whowrote scan takes folders.`,
  );
}
