import type { Command } from "commander";
import type { CliEnvironment } from "whowrote/cli/environment";

/** The commands that this package adds to `whowrote`. Each is loaded only when it is called. */
const commands: Readonly<Record<string, (environment: CliEnvironment) => Promise<Command>>> = {
  serve: async (environment) => (await import("./serve.ts")).serveCommand(environment),
  keys: async (environment) => (await import("./keys.ts")).keysCommand(environment),
  worker: async (environment) => (await import("./worker.ts")).workerCommand(environment),
};

/** Called by the program of the package `whowrote`, which finds this module by its name. @public */
export async function loadServerCommand(name: string, environment: CliEnvironment): Promise<Command> {
  const load = commands[name];
  if (load === undefined)
    throw new Error(`@whowrote/server has no command "${name}"; it has ${Object.keys(commands).join(", ")}.`);
  return load(environment);
}
