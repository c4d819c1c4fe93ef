import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { describeError } from "../node/describe-error.ts";
import { exitCodes, writeTo, type CliEnvironment, type ExitCode } from "./environment.ts";
import { InterruptedError } from "./interrupted-error.ts";
import { printableLines } from "./terminal-text.ts";

type Exit = (code: ExitCode) => void;

interface CommandEntry {
  readonly summary: string;
  readonly load: (environment: CliEnvironment, exit: Exit) => Promise<Command>;
}

/** Commands of this package. Each is loaded only when it is called. */
const commands: Readonly<Record<string, CommandEntry>> = {
  scan: {
    summary: "judge files, folders and globs: who wrote them, a person or an AI",
    load: async (environment, exit) => (await import("./scan.ts")).scanCommand(environment, exit),
  },
  explain: {
    summary: "why one file got its verdict: the signals that spoke, and its lines coloured by what they add",
    load: async (environment) => (await import("./explain.ts")).explainCommand(environment),
  },
  report: {
    summary: "a document about a file or folder: verdicts, explanations, stability, model and settings",
    load: async (environment, exit) => (await import("./report.ts")).reportCommand(environment, exit),
  },
  embed: {
    summary: "a vector for each file, by an encoder from a checkpoint folder or the hub",
    load: async (environment, exit) => (await import("./embed.ts")).embedCommand(environment, exit),
  },
  compare: {
    summary: "how alike two files are to an encoder",
    load: async (environment, exit) => (await import("./compare.ts")).compareCommand(environment, exit),
  },
  models: {
    summary: "what is installed: languages, size and measured quality; pull and export encoders",
    load: async (environment, exit) => (await import("./models.ts")).modelsCommand(environment, exit),
  },
};

/** A package beside this one, which this package runs and does not depend on. */
interface Member {
  readonly name: string;
  /** Its module that loads its commands, and what that exports for it. */
  readonly module: string;
  readonly loader: string;
  /** What its commands do. */
  readonly commands: Readonly<Record<string, string>>;
}

const members: readonly Member[] = [
  {
    name: "@whowrote/training",
    module: "@whowrote/training/cli/main",
    loader: "loadTrainingCommand",
    commands: {
      train: "make a checkpoint from datasets",
      evaluate: "measure a checkpoint on a dataset",
      dataset: "check, count and split datasets",
    },
  },
  {
    name: "@whowrote/server",
    module: "@whowrote/server/cli/main",
    loader: "loadServerCommand",
    commands: {
      serve: "answer over HTTP: an API with storage, keys and batch jobs",
      keys: "create, list and revoke the keys of a server's API; show those for language models (keys llm)",
      worker: "judge the batch jobs of a server on another machine",
    },
  },
];

type LoadCommand = (name: string, environment: CliEnvironment) => Promise<Command>;

/** Runs `whowrote` with these arguments, and gives the exit code. Writes only to the environment's streams. */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  const exit: Exit = (chosen) => {
    code = chosen;
  };
  try {
    await (await createProgram(args[0], environment, exit)).parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.broken;
    // The stack is only for someone who asks for it.
    const isTraced = environment.variables["WHOWROTE_DEBUG"] !== undefined && error instanceof Error;
    const message = printableLines(
      `whowrote: ${isTraced ? error.stack : error instanceof InterruptedError ? error.message : describeError(error)}`,
    );
    // Where errors cannot be told, the exit code still tells.
    await writeTo(environment.stderr, `${message}\n`).catch(() => {});
    return error instanceof InterruptedError ? exitCodes.interrupted : exitCodes.broken;
  }
}

async function createProgram(name: string | undefined, environment: CliEnvironment, exit: Exit): Promise<Command> {
  const program = new Command("whowrote")
    .description("Tells whether a person or an AI wrote source code, which lines say so, and how sure one can be.")
    .version(packageJson.version, "-v, --version")
    .helpCommand(false)
    // An option belongs to the command that it stands behind: `models list --format json`.
    .enablePositionalOptions();
  const own = Object.entries(commands).map(([key, { summary, load }]) => {
    const describedLoad = async () => (await load(environment, exit)).description(summary);
    return [key, summary, describedLoad] as const;
  });
  const others = members.flatMap((member) =>
    Object.entries(member.commands).map(
      ([key, summary]) => [key, summary, () => loadMemberCommand(member, key, environment)] as const,
    ),
  );
  for (const [key, summary, load] of [...own, ...others])
    program.addCommand(key === name ? await load() : new Command(key).description(summary));
  redirect(program, environment);
  return program;
}

/** Commands end by throwing, and write to the environment. A command that is added later inherits neither. */
function redirect(command: Command, environment: CliEnvironment): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => environment.stdout.write(text),
    writeErr: (text) => environment.stderr.write(printableLines(text)),
    getOutHelpWidth: () => environment.stdout.columns ?? 100,
    getErrHelpWidth: () => environment.stderr.columns ?? 100,
  });
  for (const inner of command.commands) redirect(inner, environment);
}

/** @throws when the package is not installed; an error inside it stays its own. */
async function loadMemberCommand(member: Member, name: string, environment: CliEnvironment): Promise<Command> {
  const location = findModule(member.module);
  if (location === undefined)
    throw new Error(
      `"whowrote ${name}" is in the package ${member.name}, which is not installed. Clone the whowrote repository and run npm ci there.`,
    );
  const module = (await import(location)) as Readonly<Record<string, LoadCommand>>;
  return module[member.loader]!(name, environment);
}

function findModule(name: string): string | undefined {
  try {
    const location = import.meta.resolve(name);
    return existsSync(fileURLToPath(location)) ? location : undefined;
  } catch {
    return undefined;
  }
}
