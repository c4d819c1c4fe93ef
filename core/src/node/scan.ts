import { createBoundedQueue, type BoundedQueue } from "./bounded-queue.ts";
import type { ScanDetector, ScanEntry, ScanTask } from "./scan-entry.ts";
import { openScanPool, type PoolOptions } from "./scan-pool.ts";
import { findScanRoot, type ScanRoot } from "./scan-root.ts";
import { walk } from "./walk.ts";

export interface ScanOptions extends PoolOptions {
  /** Files, folders, globs; `-` is `readStandardInput`. */
  readonly paths: readonly string[];
  /** Absolute; relative paths start here. */
  readonly cwd: string;
  readonly readStandardInput: () => Promise<Uint8Array>;
  /** Stops the scan at once. */
  readonly signal: AbortSignal;
}

/** A scan under way. */
export interface Scan {
  /**
   * In the order of the walk, whatever the number of threads. Ends early when the signal fires.
   * @throws {DetectorUnavailableError} when no file can be judged.
   */
  readonly entries: AsyncIterable<ScanEntry>;
  /** Who answered; undefined while no file has been judged. */
  readonly detector: () => ScanDetector | undefined;
}

/** Arguments that name nothing are left out of a scan and told to the caller. */
export interface ScanTargets {
  readonly roots: readonly ScanRoot[];
  readonly missing: readonly string[];
}

/** How many entries may wait for a slow file before them. */
const windowSize = 512;

/** Looks up what the arguments name; `-` needs no looking up. */
export async function findScanTargets(paths: readonly string[], cwd: string): Promise<ScanTargets> {
  const named = paths.filter((path) => path !== "-");
  const found: (ScanRoot | undefined)[] = [];
  for (const path of named) found.push(await findScanRoot(path, cwd));
  return {
    roots: found.filter((root) => root !== undefined).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    missing: named.filter((_, index) => found[index] === undefined),
  };
}

/** Judges every file under the targets in worker threads. Memory does not grow with their number. */
export function scan(targets: ScanTargets, options: ScanOptions): Scan {
  const pool = openScanPool(options);
  return { entries: entries(), detector: pool.detector };

  async function* entries(): AsyncGenerator<ScanEntry> {
    const queue = createBoundedQueue<ScanEntry>(windowSize);
    const stopped = Promise.withResolvers<void>();
    const stop = (): void => stopped.resolve();
    options.signal.addEventListener("abort", stop, { once: true });
    if (options.signal.aborted) stop();
    void feed(queue.push).then(() => queue.end(), queue.end);
    try {
      yield* untilStopped(queue.values(), stopped.promise);
    } finally {
      options.signal.removeEventListener("abort", stop);
      await pool.close();
    }
  }

  async function feed(push: BoundedQueue<ScanEntry>["push"]): Promise<void> {
    const run = (task: ScanTask): Promise<void> => {
      const entry = pool.run(task);
      // The reader meets the rejection when its turn comes; until then it is not unhandled.
      entry.catch(() => {});
      return push(entry);
    };
    if (options.paths.includes("-")) await run({ path: "-", source: await options.readStandardInput(), named: true });
    for await (const { path, absolute, named, isFolder, skip } of walk(targets.roots, options.judge)) {
      if (options.signal.aborted) return;
      if (skip === undefined) await run({ path, source: absolute, named });
      else await push({ kind: "skipped", path, reason: skip, isFolder });
    }
  }
}

/** Passes values on until `stopped` resolves, also in the middle of waiting for one. */
async function* untilStopped<T>(values: AsyncGenerator<T, void>, stopped: Promise<void>): AsyncGenerator<T, void> {
  const end = stopped.then(() => ({ done: true, value: undefined }) as const);
  for (;;) {
    const next = await Promise.race([values.next(), end]);
    if (next.done === true) return;
    yield next.value;
  }
}
