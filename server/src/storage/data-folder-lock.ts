import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DataFolderInUseError, StorageError } from "./storage-error.ts";

/** Keeps other processes out of a data folder until it is released or the process ends, however it ends. */
export interface DataFolderLock {
  release(): void;
}

const holderSchema = z.object({ pid: z.number(), since: z.string() });

/**
 * Takes the folder for this process. Two processes on one PGlite folder would lose rows without a word.
 *
 * The lock is one of the kernel, on the file `lock`: the kernel lets it go when its process ends, so none is ever stale,
 * no process id can be mistaken for another's, and two processes (in two containers, too) cannot both have it. Node has
 * no call for such a lock, but its SQLite takes one (https://sqlite.org/lockingv3.html). `lock.json` only tells people
 * who holds it.
 * @throws {DataFolderInUseError} when another process has it
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  createFolder(folder);
  const holderPath = join(folder, "lock.json");
  const lock = takeLock(folder);
  if (lock === undefined) {
    const holder = await readHolder(holderPath);
    throw new DataFolderInUseError(
      `The data folder ${folder} is in use by ${holder ?? "another process"}. Stop that process, give this one a folder of its own (WHOWROTE_DATA), or let both use one PostgreSQL (DATABASE_URL).`,
    );
  }
  writeFileSync(holderPath, `${JSON.stringify({ pid: process.pid, since: new Date().toISOString() })}\n`);
  return {
    release() {
      rmSync(holderPath, { force: true });
      lock.close();
    },
  };
}

function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StorageError(`The data folder ${folder} cannot be made. Name one that can be written (WHOWROTE_DATA).`, {
      cause,
    });
  }
}

function takeLock(folder: string): DatabaseSync | undefined {
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(join(folder, "lock"));
    file.exec("pragma journal_mode = memory; begin exclusive");
    return file;
  } catch (cause) {
    file?.close();
    if (isBusy(cause)) {
      return undefined;
    }
    throw new StorageError(
      `The data folder ${folder} cannot be locked. It must be writable, and on a file system with locks (WHOWROTE_DATA).`,
      { cause },
    );
  }
}

/** SQLITE_BUSY (https://sqlite.org/rescode.html#busy). */
function isBusy(cause: unknown): boolean {
  return cause instanceof Error && "errcode" in cause && cause.errcode === 5;
}

/** A process that took the lock this moment has not yet written who it is. */
async function readHolder(path: string): Promise<string | undefined> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      const { pid, since } = holderSchema.parse(JSON.parse(readFileSync(path, "utf8")));
      process.kill(pid, 0);
      return `process ${pid} (since ${since})`;
    } catch (cause) {
      // Not written yet, or what a killed process left: the lock itself says that somebody is there.
      if (cause instanceof Error && "code" in cause && cause.code === "EPERM") {
        return "a process of another user";
      }
      await sleep(50);
    }
  }
  return undefined;
}
