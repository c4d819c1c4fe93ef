import { availableParallelism } from "node:os";
import { Command } from "commander";
import type { z } from "zod";
import type { DetectorModule } from "../node/detector-module.ts";
import { usesColour, type CliEnvironment } from "./environment.ts";
import { explainOptions } from "./explain-options.ts";
import { explainers } from "./explainer/index.ts";
import type { NarratedFile } from "./explainer.ts";
import { InterruptedError } from "./interrupted-error.ts";
import { readJudgedFile } from "./judged-file.ts";
import { readModelFacts } from "./model-facts.ts";
import { openLanguageModels } from "./language-models.ts";
import { findModelFolder } from "./model-folder.ts";
import { narrateFile } from "./narrated-file.ts";
import { addOptions, parseOptions } from "./options.ts";
import { createProgressLine } from "./progress.ts";
import { writeReport } from "./report-output.ts";

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
  await writeReport(text, settings.output, environment);
}

async function explainFile(
  path: string,
  settings: ExplainSettings,
  environment: CliEnvironment,
): Promise<NarratedFile> {
  const { fpr: falsePositiveRate, lang, model, narrate, rewrite } = settings;
  const folder = findModelFolder(model, environment);
  const judged = await readJudgedFile(path, lang, environment);
  const { metrics } = await readModelFacts(folder);
  const languageModels = await openLanguageModels(settings, environment);
  const { loadDetector } = (await import(environment.detectorModule)) as DetectorModule;
  const detector = await loadDetector({ folder, threads: availableParallelism() });
  // Without a model to wait for, the system ends the command.
  const signal = narrate || rewrite ? environment.onInterrupt() : new AbortController().signal;
  try {
    const progress = createProgressLine(environment.stderr);
    const asked = { detector, falsePositiveRate, metrics, tokens: true, progress, signal };
    return await narrateFile(path, judged, { ...asked, ...languageModels });
  } catch (error) {
    if (signal.aborted) throw new InterruptedError("Stopped; nothing was written.", { cause: error });
    throw error;
  } finally {
    detector.close();
    await languageModels.close();
  }
}
