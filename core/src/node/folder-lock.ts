import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Only one process at a time has it. */
export interface FolderLock {
  readonly release: () => Promise<void>;
}

export interface LockPatience {
  /** Between two looks at another process's lock. */
  readonly lockPollMs: number;
  /** A lock that was not renewed for so long was left behind. */
  readonly lockStaleMs: number;
}

/** {@link lockFile} of a file `.lock` in the folder, which is made where it is not there. */
export async function lockFolder(
  folder: string,
  patience: LockPatience,
  signal: AbortSignal,
  onWait: () => void,
): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  return lockFile(join(folder, ".lock"), patience, signal, onWait);
}

/**
 * Waits for a lock, a file that is there while somebody has it, and takes it. One that a killed process left behind is taken
 * away: its process is gone, or, when that cannot be seen from here, nobody has renewed it.
 * @param onWait called once when another process has it; what it throws ends the waiting
 */
export async function lockFile(
  path: string,
  patience: LockPatience,
  signal: AbortSignal,
  onWait: () => void,
): Promise<FolderLock> {
  const mine = JSON.stringify({ id: randomUUID(), host: hostname(), pid: process.pid });
  for (let isFirst = true; !(await take(path, mine)); isFirst = false) {
    signal.throwIfAborted();
    if (await removeStale(path, patience.lockStaleMs)) continue;
    if (isFirst) onWait();
    await wait(patience.lockPollMs, undefined, { signal });
  }
  const renew = setInterval(() => {
    const now = new Date();
    // One that was taken away cannot be renewed; the checksums still hold.
    void utimes(path, now, now).catch(() => {});
  }, patience.lockStaleMs / 4);
  return {
    release: async () => {
      clearInterval(renew);
      if ((await read(path)) === mine) await rm(path, { force: true });
    },
  };
}

async function take(path: string, mine: string): Promise<boolean> {
  try {
    await writeFile(path, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function removeStale(path: string, staleMs: number): Promise<boolean> {
  const [found, status] = await Promise.all([read(path), stat(path).catch(() => undefined)]);
  if (status === undefined) return true;
  if (found === undefined) return false;
  if (Date.now() - status.mtimeMs < staleMs && !isLeftBehind(found)) return false;
  const aside = `${path}.${randomUUID()}.tmp`;
  const isAside = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!isAside) return false;
  // Somebody else may have taken the old one away and put down a new one since: that one goes back.
  if ((await read(aside)) !== found) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
  return true;
}

/** A process of this machine that runs no more. */
function isLeftBehind(lock: string): boolean {
  const [, host, pid] = /"host":("[^"]*"),"pid":(\d+)\}$/.exec(lock) ?? [];
  if (host !== JSON.stringify(hostname()) || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
