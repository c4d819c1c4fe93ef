import { join, resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { shardOptionsSchema } from "../../shards/options.ts";
import { writeShards } from "../../shards/write-shards.ts";
import { parseJsonOption } from "../json-option.ts";
import { openStageBar } from "../stage-bar.ts";
import type { TrainEnvironment } from "./quick.ts";

const shardsOptions = z.object({
  data: z
    .string()
    .default(join("..", "shared", "data", "train"))
    .meta({ value: "<folder>", description: "folder of datasets (JSONL, CSV, TSV, each also .gz, Parquet)" }),
  tokenizer: z
    .string()
    .meta({ value: "<folder>", description: "folder with the tokenizer of the encoder to be trained" }),
  out: z
    .string()
    .meta({ value: "<folder>", description: "where the shards go; called again after a stop, it goes on" }),
  options: z
    .string()
    .default("{}")
    .meta({ value: "<json>", description: "options that differ from the defaults, such as '{\"windows\":10000}'" }),
});

/** `whowrote train shards`: datasets in, windows of tokens in training order out. */
export function shardsCommand({ stderr, stdout, cwd, onInterrupt }: TrainEnvironment): Command {
  const command = new Command("shards")
    .description("cut datasets into windows of tokens, in the order in which an encoder is trained on them")
    .action(async (given: Record<string, unknown>) => {
      const { data, tokenizer, out, options } = parseOptions(shardsOptions, given);
      const { onProgress, close } = openStageBar(stderr);
      try {
        const manifest = await writeShards(
          { dataFolder: resolve(cwd, data), tokenizerFolder: resolve(cwd, tokenizer), outFolder: resolve(cwd, out) },
          parseJsonOption("--options", options, shardOptionsSchema),
          { onProgress, signal: onInterrupt() },
        );
        await writeTo(stdout, `${out}: ${manifest.shards.length} shards\n`);
      } finally {
        close();
      }
    });
  return addOptions(command, shardsOptions);
}
