import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface TimedProcess {
  /** From start to end, start-up included. */
  readonly seconds: number;
  readonly stdout: string;
}

/**
 * Runs a program to its end, with `input` on its standard input.
 * @throws when it ends with another code than 0, with what it said
 */
export async function runTimed(
  program: string,
  args: readonly string[],
  { input = "", variables = {} }: { input?: string; variables?: Readonly<Record<string, string>> } = {},
): Promise<TimedProcess> {
  const started = performance.now();
  const child = spawn(program, args, { env: { ...process.env, ...variables } });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code, stdout, stderr] = await Promise.all([
    new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    }),
    text(child.stdout),
    text(child.stderr),
  ]);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with code ${code}: ${stderr.slice(-2000)}`);
  return { seconds, stdout };
}

/** Runs a Node program like {@link runTimed}, and reads its peak memory in MB. */
export async function runNodeTimed(
  args: readonly string[],
): Promise<TimedProcess & { readonly peakMegabytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), "whowrote-peak-"));
  try {
    const file = join(folder, "peak");
    const reporter = new URL("../report-peak-memory.ts", import.meta.url).href;
    const run = await runTimed(process.execPath, ["--import", reporter, ...args], {
      variables: { WHOWROTE_PEAK_MEMORY: file },
    });
    return { ...run, peakMegabytes: Number(await readFile(file, "utf8")) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
