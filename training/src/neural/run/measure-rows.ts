import type { Course } from "../course.ts";
import type { Parameter } from "../parameters/parameter.ts";
import { StoppedError } from "./run-training.ts";
import type { Trainer } from "../trainer.ts";

/** The memory of this process and of its machine, in bytes. */
export interface MemoryRoom {
  /** What the process has. */
  readonly used: () => number;
  /** The most that it ever had. */
  readonly peak: () => number;
  /** What it may still take. */
  readonly available: () => number;
}

export const processMemory: MemoryRoom = {
  used: () => process.memoryUsage.rss(),
  peak: () => process.resourceUsage().maxRSS * 1024,
  available: () => process.availableMemory(),
};

/** Left for everything else on the machine. */
const shareTaken = 0.7;
/** From one size that is tried to the next. */
const growth = 4;

/** @throws when not even the parameters fit, each with its gradient, moments and their second copies */
export function checkParameterMemory(parameters: readonly Pick<Parameter, "shape">[], room: MemoryRoom): void {
  const numbers = parameters.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  const needed = numbers * Float32Array.BYTES_PER_ELEMENT * 8;
  const available = room.available();
  if (needed > available)
    throw new Error(
      `The model has ${numbers.toLocaleString("en")} parameters; to train them all takes about ${gigabytes(needed)}, and ${gigabytes(available)} are free. ` +
        "Take a smaller model, free memory, or train a head on it (whowrote train head), which leaves the encoder as it is.",
    );
}

interface RowsToMeasure {
  readonly course: Course;
  readonly trainer: Trainer;
  readonly batch: number;
  /** Asked before every step: the last ones may take seconds. */
  readonly shouldStop: () => boolean;
}

/**
 * How many rows can go through at once, up to the rows of a batch. Steps are done on the longest windows with more and more
 * rows for as long as the next size is expected to fit; the trainer is of no use afterwards but to be closed.
 * @throws {StoppedError} when `shouldStop` said so
 * @throws when memory does not suffice for one row
 */
export async function measureRowsPerPass(
  { course, trainer, batch, shouldStop }: RowsToMeasure,
  room: MemoryRoom,
): Promise<number> {
  const learn = async (count: number): Promise<number> => {
    if (shouldStop())
      throw new StoppedError("The run was stopped before its first step; the same command begins it again.");
    await trainer.step([course.probe(count)], { step: 0, updates: 0, rateShare: 0 });
    return room.peak();
  };
  const used = room.used();
  const limit = used + shareTaken * room.available();
  let rows = 1;
  let peak = await learn(rows);
  if (peak > limit)
    throw new Error(
      `To learn from one window takes about ${gigabytes(peak - used)}, and ${gigabytes(limit - used)} may be used. ` +
        "Cut the windows shorter (--window-tokens), take a smaller model, or free memory.",
    );
  // Of the first row it is not known how much of it the parameters' gradients take.
  let perRow = peak - used;
  while (rows < batch) {
    const next = Math.min(batch, rows * growth);
    if (peak + perRow * (next - rows) > limit) {
      const fitting = rows + Math.floor((limit - peak) / perRow);
      return Math.ceil(batch / Math.ceil(batch / fitting));
    }
    const before = peak;
    peak = await learn(next);
    perRow = (peak - before) / (next - rows);
    rows = next;
  }
  return batch;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(bytes < 1e9 ? 2 : 1)} GB`;
}
