import { once } from "node:events";
import { Command } from "commander";
import { writeTo, type CliEnvironment } from "whowrote/cli/environment";
import { UsageError } from "whowrote/cli/usage-error";
import { openParts } from "../open-parts.ts";
import { describeSettings, parseSettings } from "../settings.ts";
import { withLog } from "./with-log.ts";

/** `whowrote worker`: judges batch jobs of a server until it is told to stop. */
export function workerCommand(environment: CliEnvironment): Command {
  return new Command("worker")
    .description("judge the batch jobs of a server, on this machine or another one")
    .addHelpText("after", `\n${help}\n\nEnvironment:\n${describeSettings()}`)
    .action(async () => runWorker(environment));
}

const help = `Any number of workers share the PostgreSQL of a server and need the same models; the environment variables are those of
whowrote serve. SIGTERM and Ctrl-C let what is being judged end. A worker that is killed loses nothing: after ten seconds of
silence another one goes on with its files.`;

/** @throws {UsageError} without PostgreSQL */
async function runWorker(environment: CliEnvironment): Promise<void> {
  const settings = parseSettings(environment.variables, environment);
  if (settings.databaseUrl === undefined && settings.databaseHost === undefined)
    throw new UsageError(
      "A worker needs the PostgreSQL of its server: set DATABASE_URL. The embedded database lets only one process in, and that server judges its jobs itself.",
    );
  const signal = environment.onInterrupt();
  await withLog(settings, environment.stdout, async (logger) => {
    // Training, and asking language models, is the server's business.
    const own = { ...settings, retrainCommand: undefined, retrainSchedule: undefined, llm: false, rewrite: false };
    const parts = await openParts(own, logger, Math.max(1, settings.jobWorkers));
    try {
      logger.info({ models: parts.inference.versions() }, "working");
      await writeTo(environment.stderr, "whowrote judges batch jobs\n");
      if (!signal.aborted) await once(signal, "abort");
      logger.info("stopping");
      parts.beginToStop();
    } finally {
      await parts.close();
    }
    logger.info("stopped");
  });
}
