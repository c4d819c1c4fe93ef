import type { Command } from "commander";
import type { CliEnvironment } from "whowrote/cli/environment";

/** The commands that this package adds to `whowrote`. Each is loaded only when it is called. */
const commands: Readonly<Record<string, (environment: CliEnvironment) => Promise<Command>>> = {
  train: async (environment) => (await import("./train.ts")).trainCommand(environment),
  dataset: async (environment) => (await import("./dataset.ts")).datasetCommand(environment),
  evaluate: async (environment) => (await import("./evaluate.ts")).evaluateCommand(environment),
};

/** Called by the program of the package `whowrote`, which finds this module by its name. @public */
export async function loadTrainingCommand(name: string, environment: CliEnvironment): Promise<Command> {
  const load = commands[name];
  if (load === undefined)
    throw new Error(`@whowrote/training has no command "${name}"; it has ${Object.keys(commands).join(", ")}.`);
  return load(environment);
}
