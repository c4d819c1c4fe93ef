import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type Results, types } from "@electric-sql/pglite";
import { refuseToFillDisk } from "./disk-guard.ts";
import type { PgliteFailure, PgliteReply, PgliteRequest, PgliteResult } from "./pglite-message.ts";

/**
 * The embedded database in a thread of its own: PGlite is PostgreSQL as WebAssembly and blocks its thread while a
 * statement runs, a statistic over a year as well as an insert. It answers one request after the other.
 */
const folder = String(workerData);
const opened = open();
let last: Promise<unknown> = opened;

opened.then(
  () => reply({ id: 0, result: { command: "", rowCount: 0, rows: [] } }),
  (cause: unknown) => reply({ id: 0, failure: toFailure(cause) }),
);
parentPort?.on("message", (request: PgliteRequest) => {
  last = last.then(async () => reply(await answer(await opened, request))).catch(() => undefined);
});

/** A first start that was cut off leaves only `<folder>.new` behind, which the next one replaces. */
async function open(): Promise<PGlite> {
  refuseToFillDisk(dirname(folder), "open", false);
  if (!existsSync(join(folder, "PG_VERSION"))) {
    const unfinished = `${folder}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    const made = await PGlite.create(unfinished);
    await made.close();
    renameSync(unfinished, folder);
  }
  return PGlite.create(folder, { parsers: { [types.INT8]: Number } });
}

async function answer(database: PGlite, { id, sql, values }: PgliteRequest): Promise<PgliteReply> {
  try {
    if (sql === undefined) {
      await database.exec("checkpoint");
      await database.close();
      return { id, result: { command: "", rowCount: 0, rows: [] } };
    }
    refuseToFillDisk(folder, sql, values === undefined);
    if (values !== undefined) {
      return { id, result: toResult([await database.query(sql, [...values])]) };
    }
    return { id, result: toResult(await database.exec(sql)) };
  } catch (cause) {
    return { id, failure: toFailure(cause) };
  }
}

function toResult(results: readonly Results[]): PgliteResult {
  const final = results.at(-1);
  return {
    command: final?.command ?? "",
    rowCount: final?.rowCount ?? 0,
    rows: results.flatMap(({ rows }) => rows),
  };
}

const keptMembers: ReadonlySet<string> = new Set([
  "name",
  "code",
  "severity",
  "constraint",
  "table",
  "column",
  "routine",
]);

/** Without `query` and `params`, which may hold the code of users. */
function toFailure(cause: unknown): PgliteFailure {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  return {
    message: error.message,
    members: Object.fromEntries(
      Object.entries(error).filter(([key, value]) => keptMembers.has(key) && value !== undefined),
    ),
  };
}

function reply(message: PgliteReply): void {
  parentPort?.postMessage(message);
}
