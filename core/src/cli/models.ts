import type { Command } from "commander";
import type { CliEnvironment, ExitCode } from "./environment.ts";
import { modelsExportCommand } from "./models-export.ts";
import { modelsListCommand } from "./models-list.ts";
import { modelsPullCommand } from "./models-pull.ts";

/** `whowrote models`: lists what is installed, unless one of its subcommands is named. */
export function modelsCommand(environment: CliEnvironment, exit: (code: ExitCode) => void): Command {
  return modelsListCommand(environment, "models")
    .enablePositionalOptions()
    .helpCommand(false)
    .addCommand(modelsListCommand(environment, "list").description("what is installed, as without a subcommand"))
    .addCommand(modelsPullCommand(environment, exit))
    .addCommand(modelsExportCommand(environment));
}
