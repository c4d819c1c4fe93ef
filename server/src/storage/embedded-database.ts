import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { Database } from "./database.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { DiskFullError } from "./disk-guard.ts";
import { maintain } from "./maintenance.ts";
import type { PgliteFailure, PgliteReply, PgliteRequest, PgliteResult } from "./pglite-message.ts";
import { StorageError } from "./storage-error.ts";
import { Turns } from "./turns.ts";

/** How often the embedded database is looked after. */
const maintenanceMs = 10_000;

/** A statement that takes longer will never end: what PGlite does when it cannot go on, instead of failing. */
const longestStatementMs = 600_000;

/**
 * PGlite in a data folder, in a thread of its own, shaped like a pool of PostgreSQL connections that has one: who has
 * it, has it alone, so a transaction of one never takes in statements of another.
 * @throws {StorageError} when another process uses the folder, or it cannot be read
 */
export async function openEmbeddedDatabase(folder: string, longestMs = longestStatementMs): Promise<Database> {
  const lock = await lockDataFolder(folder);
  const thread = new PgliteThread(join(folder, "database"), longestMs);
  try {
    await thread.ready;
  } catch (cause) {
    lock.release();
    if (cause instanceof Error && cause.name === DiskFullError.name) {
      throw new StorageError(cause.message, { cause });
    }
    throw new StorageError(
      `The embedded database in ${folder} does not open. Put back a copy of that folder, or name an empty one (WHOWROTE_DATA).`,
      { cause },
    );
  }
  const turns = new Turns();
  const executeSql = async (text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }> => {
    const endTurn = await turns.take();
    try {
      return await thread.run(text, values?.length ? values : undefined);
    } catch (cause) {
      // Whatever transaction the text began must not swallow the next statement.
      await thread.run("rollback").catch(() => undefined);
      throw cause;
    } finally {
      endTurn();
    }
  };
  const closing = new AbortController();
  void keepMaintained(executeSql, closing.signal);
  const pool: PostgresPool = {
    options: {},
    connect: async () => createClient(thread, await turns.take()),
    end: async () => {
      closing.abort();
      const endTurn = await turns.take();
      await thread.close();
      lock.release();
      endTurn();
    },
  };
  return { pool, executeSql };
}

async function keepMaintained(execute: Database["executeSql"], closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    await sleep(maintenanceMs, undefined, { signal: closing, ref: false }).catch(() => undefined);
    if (!closing.aborted) {
      // What fails is done the next time; a database that is gone is noticed by whoever asks it something.
      await maintain(execute).catch(() => undefined);
    }
  }
}

function createClient(thread: PgliteThread, endTurn: () => void): PostgresPoolClient {
  const query = async (sql: string, parameters: readonly unknown[]): Promise<PgliteResult> =>
    thread.run(sql, parameters);
  // A pool's client has a second form of `query`, for cursors, which Kysely uses only when it is given a cursor class.
  return { query: query as PostgresPoolClient["query"], release: endTurn };
}

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly resolve: (result: PgliteResult) => void;
  readonly reject: (error: Error) => void;
}

/** The worker thread and the requests that it has not answered. */
class PgliteThread {
  readonly ready: Promise<PgliteResult>;
  readonly #worker: Worker;
  readonly #longestMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: Error | undefined;

  constructor(folder: string, longestMs: number) {
    this.#longestMs = longestMs;
    this.#worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), { workerData: folder });
    this.ready = this.#wait(0, longestStatementMs);
    this.#worker.on("message", (reply: PgliteReply) => {
      const waiting = this.#waiting.get(reply.id);
      clearTimeout(waiting?.timer);
      this.#waiting.delete(reply.id);
      if ("failure" in reply) {
        waiting?.reject(toError(reply.failure));
      } else {
        waiting?.resolve(reply.result);
      }
    });
    this.#worker.on("error", (cause) => this.#fail(cause));
    this.#worker.on("exit", () => this.#fail(undefined));
  }

  async run(sql: string, values?: readonly unknown[]): Promise<PgliteResult> {
    return this.#ask({ sql, ...(values && { values }) });
  }

  async close(): Promise<void> {
    await this.#ask({}).catch(() => undefined);
    await this.#worker.terminate();
  }

  async #ask(question: Omit<PgliteRequest, "id">): Promise<PgliteResult> {
    if (this.#ended !== undefined) {
      throw this.#ended;
    }
    this.#lastId += 1;
    const answered = this.#wait(this.#lastId, this.#longestMs);
    this.#worker.postMessage({ id: this.#lastId, ...question } satisfies PgliteRequest);
    return answered;
  }

  async #wait(id: number, longestMs: number): Promise<PgliteResult> {
    return new Promise((resolve, reject) => {
      // Whoever asks has the thread alone, so this is the statement's own time.
      const timer = setTimeout(() => this.#giveUp(), longestMs);
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }

  #giveUp(): void {
    this.#fail(new Error("A statement does not end."));
    void this.#worker.terminate();
  }

  #fail(cause: unknown): void {
    this.#ended ??= Object.assign(
      new StorageError("The embedded database has ended. Start the server again.", { cause }),
      {
        // What PostgreSQL says of a server that was shut down.
        code: "57P01",
      },
    );
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(this.#ended);
    }
    this.#waiting.clear();
  }
}

function toError({ message, members }: PgliteFailure): Error {
  return Object.assign(new Error(message), members);
}
