import type { Kysely } from "kysely";
import { fromKysely, PgBoss, type Job as BossJob } from "pg-boss";
import type { Logger } from "pino";
import type { Storage } from "../storage.ts";
import type { Tables } from "../storage/tables.ts";

/** Files of one job that stand beside each other and are judged together. */
export interface Chunk {
  readonly jobId: string;
  /** Positions, both inclusive. */
  readonly from: number;
  readonly to: number;
}

/** A finished job that somebody is told about. */
interface Notice {
  readonly jobId: string;
}

/** What a worker does; each is tried again when it throws. */
export interface QueueTasks {
  readonly judge: (chunk: Chunk, signal: AbortSignal) => Promise<void>;
  /** A chunk that was given up. */
  readonly settle: (chunk: Chunk) => Promise<void>;
  readonly notify: (jobId: string, signal: AbortSignal) => Promise<void>;
}

/** The queue in the database. Must be closed. `db` is the transaction in which a task becomes real, or is undone. */
export interface JobQueue {
  readonly sendChunks: (db: Kysely<Tables>, chunks: readonly Chunk[]) => Promise<void>;
  readonly sendNotice: (db: Kysely<Tables>, jobId: string) => Promise<void>;
  /** Begins to work in this process. @param workers chunks judged at once */
  readonly work: (tasks: QueueTasks, workers: number) => Promise<void>;
  /** Lets this process's workers look at once, and not when their second is over. */
  readonly wake: () => void;
  /** Takes nothing more, lets what runs end for so long, and gives the rest to others. */
  readonly close: (drainSeconds: number) => Promise<void>;
}

const chunks = "whowrote-chunks";
const lostChunks = "whowrote-lost-chunks";
const notices = "whowrote-notices";

/** A worker that says nothing for so long is dead, and its chunk is given to another one. pg-boss takes no less. */
const heartbeatSeconds = 10;
const pollSeconds = 1;

/** A quarter of an hour of tries by the delays below; a file that ends its worker is found after three (judge-chunk.ts). */
const chunkRetries = 20;
/** A receiver is told so often, over five hours or so by the delays below. */
export const mostNotices = 13;

export async function openJobQueue(storage: Storage, logger: Logger): Promise<JobQueue> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => storage.executeSql(text, values) },
    backend: storage.engine,
    schedule: false,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
  });
  boss.on("error", (error) => logger.error({ error: error.message }, "the job queue"));
  await boss.start();
  await createQueues(boss);
  const workers = new Set<string>();
  const wake = (): void => {
    for (const id of workers) boss.notifyWorker(id);
  };

  /** A worker that had something to do looks for more at once. */
  async function startWorker<Task extends object>(
    name: string,
    run: (task: Task, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const id = await boss.work<Task>(name, { pollingIntervalSeconds: pollSeconds }, async (tasks: BossJob<Task>[]) => {
      for (const { data, signal } of tasks) await run(data, signal);
      boss.notifyWorker(id);
    });
    workers.add(id);
  }

  return {
    sendChunks: async (db, sent) => {
      await boss.insert(
        chunks,
        sent.map((data) => ({ data })),
        { db: fromKysely(db) },
      );
    },
    sendNotice: async (db, jobId) => {
      await boss.send(notices, { jobId } satisfies Notice, { db: fromKysely(db) });
    },
    work: async ({ judge, settle, notify }, count) => {
      for (let started = 0; started < count; started++) await startWorker(chunks, judge);
      await startWorker(lostChunks, settle);
      await startWorker<Notice>(notices, async ({ jobId }, signal) => notify(jobId, signal));
    },
    wake,
    close: async (drainSeconds) => boss.stop({ graceful: true, timeout: drainSeconds * 1000 }),
  };
}

async function createQueues(boss: PgBoss): Promise<void> {
  const brief = { deleteAfterSeconds: 3600, retryBackoff: true };
  const queues = {
    [lostChunks]: { ...brief, retryLimit: 20, retryDelay: 5, retryDelayMax: 600 },
    [chunks]: {
      ...brief,
      deadLetter: lostChunks,
      retryLimit: chunkRetries,
      retryDelay: 1,
      retryDelayMax: 60,
      expireInSeconds: 3600,
      heartbeatSeconds,
    },
    [notices]: { ...brief, retryLimit: mostNotices - 1, retryDelay: 5, retryDelayMax: 7200, expireInSeconds: 60 },
  };
  for (const [name, options] of Object.entries(queues)) {
    await boss.createQueue(name, options);
    await boss.updateQueue(name, options);
    // Makes pg-boss look the queue up now: within a transaction it would wait for the one connection of the embedded database.
    await boss.findJobs(name, { key: "none" });
  }
}
