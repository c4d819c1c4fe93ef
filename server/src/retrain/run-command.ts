import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { constants, setPriority } from "node:os";
import { finished } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";

interface CommandOptions {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** File that takes what it prints. */
  readonly log: string;
  readonly limitMs: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told its process group once it runs. */
  readonly onStart: (group: number) => void;
}

export interface CommandOutcome {
  readonly state: "done" | "failed" | "timed-out" | "aborted";
  readonly exitCode: number | null;
}

/** After it was asked to end, it is killed. */
const graceMs = 10_000;
const mostLogBytes = 20_000_000;

/**
 * Runs a program without a shell, with everything it starts, at low priority. Never rejects because of the program: one
 * that cannot be started has failed, and the log says why.
 */
export async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, environment, log, limitMs, signal, onStart }: CommandOptions,
): Promise<CommandOutcome> {
  const output = createWriteStream(log, { mode: 0o600 });
  // A log that cannot be written is no reason to end a training.
  output.on("error", () => output.destroy());
  let room = mostLogBytes;
  const write = (text: string | Buffer): void => {
    if (room <= 0 || output.destroyed) return;
    output.write(room > text.length ? text : "\nThe rest of the output was dropped: it is too long.\n");
    room -= text.length;
  };
  // Its own process group, so that what it starts ends with it. It writes to this process: when the server is
  // killed, the next line that it prints ends it.
  const child = spawn(program, args, { cwd, env: environment, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", write);
  child.stderr.on("data", write);
  const limit = AbortSignal.timeout(limitMs);
  const stop = AbortSignal.any([limit, signal]);
  const ended = Promise.withResolvers<number | null>();
  child.on("error", (error) => {
    write(`${program} could not be started: ${error.message}\n`);
    ended.resolve(null);
  });
  child.on("close", (code) => ended.resolve(code));
  lowerPriority(child);
  if (child.pid !== undefined) onStart(child.pid);
  let stopped: CommandOutcome["state"] | undefined;
  const onStop = (): void => {
    stopped = limit.aborted ? "timed-out" : "aborted";
    void endGroup(child);
  };
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  const exitCode = await ended.promise;
  stop.removeEventListener("abort", onStop);
  output.end();
  await finished(output).catch(() => undefined);
  return { state: stopped ?? (exitCode === 0 ? "done" : "failed"), exitCode };
}

function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  kill(child, "SIGTERM");
  const closed = new AbortController();
  child.once("close", () => closed.abort());
  await setTimeout(graceMs, undefined, { signal: closed.signal }).catch(() => undefined);
  if (!closed.signal.aborted) kill(child, "SIGKILL");
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}
