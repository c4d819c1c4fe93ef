import { Command } from "commander";
import type { ModelPlaces } from "whowrote/node/hub/resolve-model-folder";
import { dualHeadCommand, encoderCommand } from "./train/encoder.ts";
import { headCommand } from "./train/head.ts";
import { joinedCommand } from "./train/joined.ts";
import { quickCommand, type TrainEnvironment } from "./train/quick.ts";
import { rewritingCommand } from "./train/rewriting.ts";
import { shardsCommand } from "./train/shards.ts";
import { tokenizerCommand } from "./train/tokenizer.ts";

/** `whowrote train`: what can be learned from datasets, one sub-command each. */
export function trainCommand(environment: TrainEnvironment & ModelPlaces): Command {
  const commands = [
    quickCommand,
    joinedCommand,
    shardsCommand,
    tokenizerCommand,
    encoderCommand,
    headCommand,
    dualHeadCommand,
    rewritingCommand,
  ];
  return commands.reduce(
    (train, create) => train.addCommand(create(environment)),
    new Command("train").description("make a checkpoint from datasets"),
  );
}
