import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { z } from "zod";
import type { SourceTree } from "../speed/source-tree.ts";
import { runTimed } from "../speed/timed-process.ts";

/** The same files judged in two ways, seconds of each turn. */
export interface JobMeasurement {
  readonly files: number;
  /** From sending a zip to a warm server until the job is done. */
  readonly jobSeconds: readonly number[];
  /** `whowrote scan` from its start to its end. */
  readonly scanSeconds: readonly number[];
}

const cli = fileURLToPath(import.meta.resolve("whowrote/cli/main"));
const pollMs = 25;
const jobSchema = z.object({
  id: z.string(),
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  files: z.object({ total: z.int(), done: z.int(), failed: z.int(), skipped: z.int() }),
});

/**
 * Job and scan take turns.
 * @throws when one of them does not judge every file
 */
export async function measureJobs(url: string, tree: SourceTree, rounds: number): Promise<JobMeasurement> {
  const jobSeconds: number[] = [];
  const scanSeconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    jobSeconds.push(await timeJob(url, tree, await zipTree(tree, round)));
    scanSeconds.push(await timeScan(tree));
  }
  return { files: tree.files.length, jobSeconds, scanSeconds };
}

/** Each round ends its files with one more empty line, so that the server does not answer from memory. */
async function zipTree({ folder, files }: SourceTree, round: number): Promise<Uint8Array> {
  const entries = files.map(async (path) => [
    relative(folder, path),
    Buffer.concat([await readFile(path), Buffer.from("\n".repeat(round))]),
  ]);
  return zipSync(Object.fromEntries(await Promise.all(entries)) as Record<string, Uint8Array>);
}

async function timeJob(url: string, tree: SourceTree, zip: Uint8Array): Promise<number> {
  const form = new FormData();
  form.set("options", JSON.stringify({ all: true }));
  form.set("files", new Blob([Buffer.from(zip)], { type: "application/zip" }), "tree.zip");
  const started = performance.now();
  let job = await ask(new URL("/api/v1/batch", url), { method: "POST", body: form });
  while (job.state === "queued" || job.state === "running") {
    await sleep(pollMs);
    job = await ask(new URL(`/api/v1/jobs/${job.id}`, url));
  }
  const seconds = (performance.now() - started) / 1000;
  if (job.files.done === tree.files.length) return seconds;
  throw new Error(
    `The job over ${tree.files.length} files is ${job.state}, with ${JSON.stringify(job.files)}: the comparison needs all of them.`,
  );
}

async function ask(url: URL, init?: RequestInit): Promise<z.output<typeof jobSchema>> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url.href} answered ${answer.status}: ${text.slice(0, 500)}`);
  return jobSchema.parse(JSON.parse(text));
}

async function timeScan({ folder, files }: SourceTree): Promise<number> {
  const { seconds, stdout } = await runTimed(process.execPath, [cli, "scan", "--all", "--format", "jsonl", folder]);
  const judged = stdout.split("\n").filter((line) => line.includes('"verdict":"')).length;
  if (judged === files.length) return seconds;
  throw new Error(`The scan of ${folder} judged ${judged} of ${files.length} files: the comparison needs all of them.`);
}
