import { statfsSync } from "node:fs";

/** Four segments of the write-ahead log: PGlite asks for a new one of 16 MB, and the files of the tables grow beside it. */
const leastBytes = 64 * 2 ** 20;

const reads = /^\s*(select|show|begin|start|commit|rollback|savepoint|release|checkpoint)\b/i;

/** What PostgreSQL calls 53100, disk_full. */
export class DiskFullError extends Error {
  override readonly name = "DiskFullError";
  readonly code = "53100";
}

/**
 * PGlite that cannot write its log does not fail: it computes for ever, and answers nobody. So nothing is written
 * any more while there is still room; what is there can be read.
 * @param isScript whether the SQL may be several statements
 * @throws {DiskFullError} when it writes, and the folder's file system has less than `least` bytes left
 */
export function refuseToFillDisk(folder: string, sql: string, isScript: boolean, least = leastBytes): void {
  const onlyReads = reads.test(sql) && !(isScript && sql.includes(";"));
  if (onlyReads) {
    return;
  }
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < least) {
    throw new DiskFullError(
      `The disk of ${folder} is full: less than ${Math.round(least / 2 ** 20)} MB are left. Make room; nothing more is stored until then.`,
    );
  }
}
