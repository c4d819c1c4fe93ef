import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProgram, type RunningProgram } from "./running-program.ts";

const bin = fileURLToPath(new URL("../../bin/whowrote.js", import.meta.resolve("whowrote/cli/main")));

/** Options of the server: none of them may reach it from the surroundings of the benchmark. */
const isOption = (name: string): boolean => /^(WHOWROTE_|API_|DB_|DATABASE_URL$|MLFLOW_)/.test(name);

/**
 * Starts `whowrote serve` with its standard settings, PGlite in `folder`, on a free port, and waits until it can judge.
 * Loopback addresses, as the load's, have no rate limit.
 */
export async function startWhowrote(folder: string): Promise<RunningProgram> {
  const surroundings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOption(name)));
  const running = await startProgram(process.execPath, [bin, "serve"], {
    variables: { ...surroundings, WHOWROTE_DATA: join(folder, "data"), API_PORT: "0" },
    log: join(folder, "server.log"),
  });
  const asked = performance.now();
  const { status } = await fetch(new URL("/ready", running.url));
  if (status === 200) return { ...running, seconds: running.seconds + (performance.now() - asked) / 1000 };
  await running.stop();
  throw new Error(`The server told its address and was not ready: ${status}.`);
}
