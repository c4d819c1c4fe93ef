import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { startWhowrote } from "./whowrote.ts";

/** How long a server takes from the start of its process until it can judge. */
export interface StartMeasurement {
  /** On a folder that was not there. */
  readonly firstSeconds: number;
  /** On the folder that the run has filled. */
  readonly laterSeconds: readonly number[];
  readonly folderMegabytes: number;
}

const starts = 5;

/** @param folder where a server ran and was stopped */
export async function measureStarts(folder: string, firstSeconds: number): Promise<StartMeasurement> {
  const laterSeconds: number[] = [];
  for (let start = 0; start < starts; start++) {
    const running = await startWhowrote(folder);
    laterSeconds.push(running.seconds);
    await running.stop();
  }
  return { firstSeconds, laterSeconds, folderMegabytes: (await sizeOf(folder)) / 1e6 };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
