import { join, resolve } from "node:path";
import cliProgress from "cli-progress";
import { Command } from "commander";
import { z } from "zod";
import { writeTo, type CliEnvironment } from "whowrote/cli/environment";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { UsageError } from "whowrote/cli/usage-error";
import { quickOptionsSchema, type QuickOptions } from "../train/options.ts";
import { trainQuick, type TrainHooks } from "../train/train-quick.ts";
import { writeCheckpoint } from "../train/write-checkpoint.ts";

const trainOptions = z.object({
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

type TrainEnvironment = Pick<CliEnvironment, "stdout" | "stderr" | "cwd" | "onInterrupt">;

/** `whowrote train quick`: datasets in, checkpoint folder out. */
export function trainCommand(environment: TrainEnvironment): Command {
  const quick = new Command("quick")
    .description("train the detectors that need no encoder; called again after a stop, it goes on")
    .action(async (given: Record<string, unknown>) => runTraining(parseOptions(trainOptions, given), environment));
  return new Command("train")
    .description("make a checkpoint from datasets")
    .addCommand(addOptions(quick, trainOptions));
}

async function runTraining(settings: z.infer<typeof trainOptions>, environment: TrainEnvironment): Promise<void> {
  const { stdout, stderr, cwd } = environment;
  const options = readOptions(settings.options);
  const { onProgress, close } = openBar(stderr);
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

/** @throws {UsageError} naming the option that does not fit */
function readOptions(text: string): QuickOptions {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`--options ${text} is not JSON; write for example --options '{"seed":2}'.`, { cause });
  }
  const parsed = quickOptionsSchema.safeParse(value);
  if (!parsed.success) throw new UsageError(`--options does not fit:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** A bar for each stage; where there is no terminal, a line now and then. */
function openBar(stream: CliEnvironment["stderr"]): Pick<TrainHooks, "onProgress"> & { close: () => void } {
  const bar = new cliProgress.SingleBar({
    format: "{stage} [{bar}] {value}/{total}, {eta_formatted} left",
    stream,
    noTTYOutput: true,
    notTTYSchedule: 20_000,
  });
  let shown: string | undefined;
  return {
    onProgress: (stage, done, total) => {
      if (stage === shown) return bar.update(done);
      if (shown !== undefined) bar.stop();
      shown = stage;
      bar.start(total, done, { stage });
    },
    close: () => bar.stop(),
  };
}
