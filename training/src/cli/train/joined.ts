import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { joinedOptionsSchema } from "../../joined/options.ts";
import { trainJoined } from "../../joined/train-joined.ts";
import { writeJoinedCard } from "../../joined/model-card.ts";
import { fitQuick } from "../../train/fit-quick.ts";
import { quickOptionsSchema } from "../../train/options.ts";
import { writeCheckpointFolder } from "../../train/write-checkpoint.ts";
import { parseJsonOption } from "../json-option.ts";
import { openStageBar } from "../stage-bar.ts";
import { quickOptions, type TrainEnvironment } from "./quick.ts";

const joinedOptions = z.object({
  ...quickOptions.shape,
  out: z.string().default(join("models", "thorough")).meta({
    value: "<folder>",
    description: "checkpoint folder to write, beside the folders of the checkpoints it joins",
  }),
  quick: z
    .string()
    .default("quick")
    .meta({ value: "<name>", description: "the quick checkpoint, made with --options" }),
  encoder: z.string().default("encoder").meta({ value: "<name>", description: "the encoder's checkpoint" }),
  joiner: z
    .string()
    .default("{}")
    .meta({ value: "<json>", description: "options of the joiner that differ from the defaults" }),
});

/** `whowrote train joined`: a quick checkpoint and an encoder in, one that asks both out. */
export function joinedCommand(environment: TrainEnvironment): Command {
  const command = new Command("joined")
    .description("learn how far to trust an encoder beside the quick detectors; called again after a stop, it goes on")
    .action(async (given: Record<string, unknown>) => run(parseOptions(joinedOptions, given), environment));
  return addOptions(command, joinedOptions);
}

async function run(settings: z.infer<typeof joinedOptions>, environment: TrainEnvironment): Promise<void> {
  const { stdout, stderr, cwd } = environment;
  const options = parseJsonOption("--options", settings.options, quickOptionsSchema);
  const joiner = parseJsonOption("--joiner", settings.joiner, joinedOptionsSchema);
  const out = resolve(cwd, settings.out);
  const plan = {
    folder: resolve(cwd, settings.data),
    cacheFolder: resolve(cwd, settings.cache),
    command: "training/runs/release.sh",
    version: settings.release,
    quickFolder: join(dirname(out), settings.quick),
    encoderFolder: join(dirname(out), settings.encoder),
  };
  const { onProgress, close } = openStageBar(stderr);
  const hooks = { onProgress, signal: environment.onInterrupt() };
  try {
    const trained = await trainJoined(plan, await fitQuick(plan, options, hooks), options, joiner, hooks);
    await writeCheckpointFolder(out, trained, writeJoinedCard(trained.checkpoint));
    await writeTo(stdout, `${settings.out}\n${JSON.stringify(trained.checkpoint.metrics, null, 1)}\n`);
  } finally {
    close();
  }
}
