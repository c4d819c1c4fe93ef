import { resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { UsageError } from "whowrote/cli/usage-error";
import { dualOptions, encoderOptions } from "../../neural/options.ts";
import { watchRun, type RunEnvironment } from "./watch-run.ts";

const objectives = ["label", "mlm", "simcse"] as const;

const places = {
  data: z.string().optional().meta({
    value: "<folder>",
    description: "folder of datasets (JSONL, CSV, TSV, each also .gz, Parquet), split by group",
  }),
  shards: z.string().optional().meta({
    value: "<folder>",
    description: "token shards in training order, in the place of --data (whowrote train shards)",
  }),
  model: z.string("must name the folder of an encoder").meta({
    value: "<folder>",
    description: "encoder to begin with: config.json, tokenizer, weights; what of these is not there is listed",
  }),
  out: z.string("must name the folder to write").meta({
    value: "<folder>",
    description: "checkpoint folder to write; the run itself is kept beside it, in <folder>.run, until it has ended",
  }),
};

const encoderCommandOptions = z.object({
  ...places,
  objective: z
    .enum(objectives, `must be one of ${objectives.join(", ")}`)
    .default("label")
    .meta({
      value: "<what>",
      description: "label: people or AI; mlm: guess hidden tokens; simcse: embeddings in which like code is near",
    }),
  fromScratch: z
    .boolean()
    .default(false)
    .meta({ description: "take nothing but config.json and the tokenizer from --model" }),
  size: z
    .string()
    .regex(/^\d+x\d+$/, "must be layers x width, such as 4x256")
    .optional()
    .meta({ value: "<layers>x<width>", description: "a new encoder; --model needs to hold a tokenizer only" }),
  ...encoderOptions,
});

const dualCommandOptions = z.object({ ...places, ...encoderOptions, ...dualOptions });

/** `whowrote train encoder`: an encoder learns from code. */
export function encoderCommand(environment: RunEnvironment): Command {
  const command = new Command("encoder")
    .description("train an encoder, with all of its layers; called again after a stop, it goes on")
    .action(async (given: Record<string, unknown>) => {
      const settings = parseOptions(encoderCommandOptions, given);
      const { data: _, shards: _shards, model, out, objective, fromScratch, size, ...options } = settings;
      const [layers, width] = (size ?? "").split("x").map(Number);
      const { cwd } = environment;
      const plan = {
        ...{ lesson: objective, data: dataPlace(settings, cwd), fromScratch, options },
        ...{ modelFolder: resolve(cwd, model), outFolder: resolve(cwd, out) },
        size: size === undefined ? undefined : { layers: layers!, width: width! },
        dual: z.object(dualOptions).parse({}),
      };
      await watchRun({ kind: "encoder", plan }, out, environment);
    });
  return addOptions(command, encoderCommandOptions);
}

/** `whowrote train dual-head`: one encoder learns to compare code and to label it. */
export function dualHeadCommand(environment: RunEnvironment): Command {
  const command = new Command("dual-head")
    .description("train an encoder with two heads: one compares code, one tells people from AI")
    .action(async (given: Record<string, unknown>) => {
      const settings = parseOptions(dualCommandOptions, given);
      const { data: _, shards: _shards, model, out, ...rest } = settings;
      const { projection, temperature, contrastive, classification, ...options } = rest;
      const { cwd } = environment;
      const plan = {
        ...({ lesson: "dual", data: dataPlace(settings, cwd), fromScratch: false, options } as const),
        ...{ modelFolder: resolve(cwd, model), outFolder: resolve(cwd, out) },
        dual: { projection, temperature, contrastive, classification },
      };
      await watchRun({ kind: "encoder", plan }, out, environment);
    });
  return addOptions(command, dualCommandOptions);
}

function dataPlace(
  { data, shards }: { readonly data?: string | undefined; readonly shards?: string | undefined },
  cwd: string,
) {
  if (data !== undefined && shards === undefined) return { datasets: resolve(cwd, data) };
  if (shards !== undefined && data === undefined) return { shards: resolve(cwd, shards) };
  throw new UsageError("Give either --data or --shards (--help lists what they take)");
}
