import { setTimeout as sleep } from "node:timers/promises";
import type { SourceTree } from "../speed/source-tree.ts";
import { readFigures, type Figures } from "./figures.ts";
import { measureJobs, type JobMeasurement } from "./jobs.ts";
import { measureLoads, type LoadMeasurement, type Subject } from "./load-cases.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { measureMemory, type MemoryMeasurement } from "./memory.ts";
import { measureStarts, type StartMeasurement } from "./starts.ts";
import { startWhowrote } from "./whowrote.ts";

/** Everything that a run measures. */
export interface ServerMeasurements {
  /** Of a server that nobody has asked anything. */
  readonly idle: Figures;
  readonly loads: readonly LoadMeasurement[];
  /** Undefined when it was left out. */
  readonly memory: MemoryMeasurement | undefined;
  readonly jobs: JobMeasurement;
  readonly starts: StartMeasurement;
}

interface Run {
  /** For the data of the server. */
  readonly folder: string;
  readonly generator: LoadGenerator;
  readonly tree: SourceTree;
  readonly peers: readonly Subject[];
  /** Of each load. */
  readonly seconds: number;
  /** Of the load under which memory is watched; 0 leaves it out. */
  readonly minutes: number;
  /** Turns of job and scan. */
  readonly rounds: number;
}

const idleMs = 2000;

/** One server all the time, so that memory and start are those of one that has worked. */
export async function measureServer(run: Run): Promise<ServerMeasurements> {
  const { folder, generator, tree, seconds, minutes, rounds } = run;
  const running = await startWhowrote(folder);
  try {
    const own: Subject = { name: "whowrote serve", target: "whowrote", url: running.url };
    await readFigures(running.url);
    await sleep(idleMs);
    const idle = await readFigures(running.url);
    const { measured: loads, next } = await measureLoads([own, ...run.peers], generator, seconds);
    const jobs = await measureJobs(running.url, tree, rounds);
    const memory = minutes > 0 ? await measureMemory(own, generator, minutes, next.get(own)!) : undefined;
    await running.stop();
    return { idle, loads, memory, jobs, starts: await measureStarts(folder, running.seconds) };
  } finally {
    await running.stop();
  }
}
