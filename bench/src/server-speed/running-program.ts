import { spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";

/** A server in a process of its own. Must be stopped. */
export interface RunningProgram {
  /** `http://127.0.0.1:4711`, as the program told it. */
  readonly url: string;
  /** From starting the process until it told its address. */
  readonly seconds: number;
  /** Asks it to end, and waits until it has; ends it after a while. */
  readonly stop: () => Promise<void>;
}

const startLimitMs = 120_000;
const stopLimitMs = 30_000;

/**
 * Starts a server that tells its address on standard error.
 * @param log file for what it writes to standard output
 * @throws with what it said, when it ends or does not tell an address
 */
export async function startProgram(
  program: string,
  args: readonly string[],
  { variables, log }: { readonly variables: NodeJS.ProcessEnv; readonly log: string },
): Promise<RunningProgram> {
  const output = await open(log, "a");
  const started = performance.now();
  const child = spawn(program, args, { env: variables, stdio: ["ignore", output.fd, "pipe"] });
  const ended = once(child, "close");
  let told = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(() => reject(new Error(`It told no address in ${startLimitMs / 1000} s.`)), startLimitMs);
  child.stderr!.on("data", (chunk: Buffer) => {
    told = (told + chunk.toString()).slice(-10_000);
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(told) ?? [];
    if (url !== undefined) resolve(url);
  });
  ended.then(([code]) => reject(new Error(`It ended with code ${code}.`)), reject);
  try {
    const url = await promise;
    const seconds = (performance.now() - started) / 1000;
    const stop = async (): Promise<void> => {
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), stopLimitMs);
      await ended;
      clearTimeout(kill);
    };
    return { url, seconds, stop };
  } catch (cause) {
    child.kill("SIGKILL");
    throw new Error(`${program} ${args.join(" ")} did not start: ${told}`, { cause });
  } finally {
    clearTimeout(timer);
    await output.close();
  }
}
