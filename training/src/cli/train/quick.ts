import { join, resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { writeTo, type CliEnvironment } from "whowrote/cli/environment";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { quickOptionsSchema } from "../../train/options.ts";
import { trainQuick } from "../../train/train-quick.ts";
import { writeCheckpoint } from "../../train/write-checkpoint.ts";
import { parseJsonOption } from "../json-option.ts";
import { openStageBar } from "../stage-bar.ts";

export const quickOptions = z.object({
  data: z
    .string()
    .default(join("..", "shared", "data", "train"))
    .meta({ value: "<folder>", description: "folder of datasets (JSONL, CSV, TSV, each also .gz, Parquet)" }),
  out: z.string().default(join("models", "quick")).meta({
    value: "<folder>",
    description: "checkpoint folder to write; replaced as a whole when training has ended",
  }),
  cache: z
    .string()
    .default(join(".cache", "train"))
    .meta({ value: "<folder>", description: "what was measured is kept here, so that a stopped run goes on" }),
  release: z.string().default("0.1.0").meta({ value: "<version>", description: "version of the checkpoint" }),
  options: z
    .string()
    .default("{}")
    .meta({ value: "<json>", description: "training options that differ from the defaults, such as '{\"seed\":2}'" }),
});

export type TrainEnvironment = Pick<CliEnvironment, "stdout" | "stderr" | "cwd" | "onInterrupt">;

/** `whowrote train quick`: datasets in, checkpoint folder out. */
export function quickCommand(environment: TrainEnvironment): Command {
  const quick = new Command("quick")
    .description("train the detectors that need no encoder; called again after a stop, it goes on")
    .action(async (given: Record<string, unknown>) => runTraining(parseOptions(quickOptions, given), environment));
  return addOptions(quick, quickOptions);
}

async function runTraining(settings: z.infer<typeof quickOptions>, environment: TrainEnvironment): Promise<void> {
  const { stdout, stderr, cwd } = environment;
  const options = parseJsonOption("--options", settings.options, quickOptionsSchema);
  const { onProgress, close } = openStageBar(stderr);
  try {
    const trained = await trainQuick(
      {
        folder: resolve(cwd, settings.data),
        cacheFolder: resolve(cwd, settings.cache),
        command: "training/runs/release.sh",
        version: settings.release,
      },
      options,
      { onProgress, signal: environment.onInterrupt() },
    );
    await writeCheckpoint(resolve(cwd, settings.out), trained);
    await writeTo(stdout, `${settings.out}\n${JSON.stringify(trained.checkpoint.metrics, null, 1)}\n`);
  } finally {
    close();
  }
}
