import { Command } from "commander";
import type { z } from "zod";
import type { DetectorModule } from "../node/detector-module.ts";
import { usesColour, type CliEnvironment } from "./environment.ts";
import { explainOptions } from "./explain-options.ts";
import { explainers, type NarratedFile } from "./explainer.ts";
import { readJudgedFile } from "./judged-file.ts";
import { readModelFacts } from "./model-facts.ts";
import { findModelFolder } from "./model-folder.ts";
import { narrateFile } from "./narrated-file.ts";
import { openNarrator } from "./narrator.ts";
import { addOptions, parseOptions } from "./options.ts";
import { openReportOutput } from "./report-output.ts";

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
): Promise<NarratedFile> {
  const { fpr: falsePositiveRate, lang, model, narrate } = settings;
  const folder = findModelFolder(model, environment);
  const judged = await readJudgedFile(path, lang, environment);
  const { metrics } = await readModelFacts(folder);
  const narrator = narrate ? await openNarrator(settings, environment) : undefined;
  const { loadDetector } = (await import(environment.detectorModule)) as DetectorModule;
  const detector = await loadDetector({ folder });
  try {
    const signal = narrator ? environment.onInterrupt() : new AbortController().signal;
    return await narrateFile(path, judged, { detector, falsePositiveRate, metrics, narrator, tokens: true, signal });
  } finally {
    detector.close();
    await narrator?.close();
  }
}
