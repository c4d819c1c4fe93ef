import { Command } from "commander";
import { quickCommand, type TrainEnvironment } from "./train/quick.ts";
import { shardsCommand } from "./train/shards.ts";
import { tokenizerCommand } from "./train/tokenizer.ts";

/** `whowrote train`: what can be learned from datasets, one sub-command each. */
export function trainCommand(environment: TrainEnvironment): Command {
  const commands = [quickCommand, shardsCommand, tokenizerCommand];
  return commands.reduce(
    (train, create) => train.addCommand(create(environment)),
    new Command("train").description("make a checkpoint from datasets"),
  );
}
