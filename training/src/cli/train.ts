import { Command } from "commander";
import cliProgress from "cli-progress";
import { z } from "zod";
import { quickOptionsSchema } from "../train/options.ts";
import { trainQuick } from "../train/train-quick.ts";
import { writeCheckpoint } from "../train/write-checkpoint.ts";

interface TrainFlags {
  readonly data: string;
  readonly out: string;
  readonly cache: string;
  readonly release: string;
  readonly options: string;
}

/** `whowrote train quick`: datasets in, checkpoint folder out. */
export function trainCommand(): Command {
  const quick = new Command("quick")
    .description("train the detectors that need no encoder; resumes from its cache when it was stopped")
    .option("--data <folder>", "folder of datasets (JSONL, CSV, Parquet)", "../shared/data/train")
    .option("--out <folder>", "checkpoint folder to write", "models/quick")
    .option("--cache <folder>", "folder for measured chunks", ".cache/train")
    .option("--release <version>", "version written into the checkpoint", "0.1.0")
    .option("--options <json>", "training options as JSON, for example '{\"seed\":2}'", "{}")
    .action(async (flags: TrainFlags) => {
      const options = readOptions(flags.options);
      const bar = new cliProgress.SingleBar({
        format: "{stage} [{bar}] {value}/{total}  {eta_formatted} left",
        stream: process.stderr,
        noTTYOutput: true,
        notTTYSchedule: 20_000,
        etaBuffer: 20,
      });
      let current = "";
      const stop = new AbortController();
      process.once("SIGINT", () => stop.abort(new Error("Stopped. Run the same command again to go on.")));
      const trained = await trainQuick(
        { folder: flags.data, cacheFolder: flags.cache, command: "training/runs/release.sh", version: flags.release },
        options,
        {
          signal: stop.signal,
          onProgress: (stage, done, total) => {
            if (stage !== current) {
              if (current) bar.stop();
              current = stage;
              bar.start(total, done, { stage });
            } else bar.update(done, { stage });
          },
        },
      );
      bar.stop();
      await writeCheckpoint(flags.out, trained);
      process.stdout.write(`${flags.out}\n${JSON.stringify(trained.checkpoint.metrics, null, 1)}\n`);
    });
  return new Command("train").description("train a checkpoint").addCommand(quick);
}

function readOptions(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`--options ${text} is not JSON; write for example --options '{"seed":2}'.`, { cause });
  }
  const parsed = quickOptionsSchema.safeParse(value);
  if (!parsed.success) throw new Error(`--options does not fit:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  return parsed.data;
}
