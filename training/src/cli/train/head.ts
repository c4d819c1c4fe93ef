import { join, resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { headKindIds } from "../../neural/head-kind.ts";
import { headOptions } from "../../neural/options.ts";
import { watchRun, type RunEnvironment } from "./watch-run.ts";

const headCommandOptions = z.object({
  kind: z
    .enum(headKindIds, `must be one of ${headKindIds.join(", ")}`)
    .default("binary")
    .meta({
      value: "<kind>",
      description:
        "binary: linear, people or AI; sigmoid: 768 between, says how likely people are, AI above 0.77; family: 256 between, which family of AI",
    }),
  data: z.string("must name a folder of datasets").meta({
    value: "<folder>",
    description: "folder of datasets (JSONL, CSV, TSV, each also .gz, Parquet), split by group",
  }),
  model: z
    .string("must name the folder of an encoder")
    .meta({ value: "<folder>", description: "encoder, which stays as it is" }),
  cache: z.string().default(join(".cache", "embeddings")).meta({
    value: "<folder>",
    description: "the encoder's vectors are kept here, for the next head",
  }),
  out: z
    .string("must name the folder to write")
    .meta({ value: "<folder>", description: "where head.safetensors goes" }),
  ...headOptions,
});

/** `whowrote train head`: a head learns on a frozen encoder. */
export function headCommand(environment: RunEnvironment): Command {
  const command = new Command("head")
    .description("train a head on an encoder that stays as it is; called again after a stop, it goes on")
    .action(async (given: Record<string, unknown>) => {
      const { kind, data, model, cache, out, ...options } = parseOptions(headCommandOptions, given);
      const { cwd } = environment;
      const plan = {
        ...{ kind, options, dataFolder: resolve(cwd, data), modelFolder: resolve(cwd, model) },
        ...{ cacheFolder: resolve(cwd, cache), outFolder: resolve(cwd, out) },
      };
      await watchRun({ kind: "head", plan }, out, environment);
    });
  return addOptions(command, headCommandOptions);
}
