import { once } from "node:events";
import { Command } from "commander";
import { writeTo, type CliEnvironment } from "whowrote/cli/environment";
import { startServer } from "../main.ts";
import { describeSettings, parseSettings } from "../settings.ts";
import { withLog } from "./with-log.ts";

/** `whowrote serve`: answers over HTTP until it is told to stop. */
export function serveCommand(environment: CliEnvironment): Command {
  return new Command("serve")
    .description("answer over HTTP: an API with storage, keys and batch jobs")
    .addHelpText("after", `\n${help}\n\nEnvironment:\n${describeSettings()}`)
    .action(async () => runServe(environment));
}

const help = `Everything is set by environment variables; a value that does not fit, and a WHOWROTE_ name that is not known, stop the
start. Without a database of its own it keeps one in the data folder, which one process may use at a time: back it up by
copying the folder while the server is stopped. /docs shows the API. The log, one JSON object a line, goes to standard
output. SIGTERM and Ctrl-C let running requests end.`;

async function runServe(environment: CliEnvironment): Promise<void> {
  const settings = parseSettings(environment.variables, environment);
  const signal = environment.onInterrupt();
  await withLog(settings, environment.stdout, async (logger) => {
    const server = await startServer(settings, logger);
    await writeTo(environment.stderr, `The page is at ${server.url}, the API at ${server.url}/docs\n`);
    if (!signal.aborted) await once(signal, "abort");
    await server.stop();
  });
}
