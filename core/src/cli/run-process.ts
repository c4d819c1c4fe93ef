import { exitCodes, type CliEnvironment } from "./environment.ts";
import { runCli } from "./program.ts";

/** Runs the command line of this process and leaves its exit code. */
export async function runProcess(settings: Pick<CliEnvironment, "detectorModule" | "models">): Promise<void> {
  // A reader that went away is seen where the report is written.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  process.exitCode = await runCli(process.argv.slice(2), {
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    variables: process.env,
    onInterrupt,
    ...settings,
  });
  // Standard input that nobody will read any more must not keep the process alive.
  if (process.exitCode === exitCodes.interrupted) process.exit();
}

function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    // Who asks twice does not want to wait for an orderly end.
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return controller.signal;
}
