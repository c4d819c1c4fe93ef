import { setTimeout as sleep } from "node:timers/promises";
import { readFigures } from "./figures.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { mostConnections, type Subject } from "./load-cases.ts";
import type { LoadResult } from "./load.ts";

/** Resident memory of a server while it is under load. */
export interface MemoryMeasurement {
  readonly minutes: number;
  readonly result: LoadResult;
  /** Megabytes: the mean of the first tenth of the samples after warming up, and that of the last. */
  readonly first: number;
  readonly last: number;
  /** Megabytes a minute, by least squares over all samples after warming up. */
  readonly growth: number;
}

export interface MemorySample {
  readonly minutes: number;
  readonly megabytes: number;
}

/** In it compilers, pools and the store of answers fill up. */
export const warmShare = 0.2;
const samples = 200;
const shortestGapMs = 500;

/** All texts differ, as many connections as there were at most, as fast as they go. */
export async function measureMemory(
  { url, target }: Subject,
  generator: LoadGenerator,
  minutes: number,
  from: number,
): Promise<MemoryMeasurement> {
  const started = performance.now();
  const taken: MemorySample[] = [];
  let isOver = false;
  const running = generator
    .run({ url, target, arrival: { kind: "closed" }, connections: mostConnections, seconds: minutes * 60, from })
    .finally(() => (isOver = true));
  const gapMs = Math.max(shortestGapMs, (minutes * 60_000) / samples);
  const watching = (async () => {
    while (!isOver) {
      const { residentMegabytes } = await readFigures(url);
      taken.push({ minutes: (performance.now() - started) / 60_000, megabytes: residentMegabytes });
      await sleep(gapMs);
    }
  })();
  const [result] = await Promise.all([running, watching]);
  return { minutes, result, ...describeGrowth(taken.filter((sample) => sample.minutes >= minutes * warmShare)) };
}

/** @param taken in the order of time, one at least */
export function describeGrowth(taken: readonly MemorySample[]): Pick<MemoryMeasurement, "first" | "last" | "growth"> {
  const tenth = Math.max(1, Math.floor(taken.length / 10));
  const megabytes = taken.map((sample) => sample.megabytes);
  const minutes = taken.map((sample) => sample.minutes);
  const centre = mean(minutes);
  const level = mean(megabytes);
  let product = 0;
  let square = 0;
  for (const sample of taken) {
    product += (sample.minutes - centre) * (sample.megabytes - level);
    square += (sample.minutes - centre) ** 2;
  }
  return {
    first: mean(megabytes.slice(0, tenth)),
    last: mean(megabytes.slice(-tenth)),
    growth: square === 0 ? Number.NaN : product / square,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
