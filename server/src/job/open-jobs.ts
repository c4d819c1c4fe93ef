import type { Logger } from "pino";
import type { Jobs } from "../job.ts";
import type { Predictor } from "../prediction/predictor.ts";
import { toWireJob } from "../schema/job.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import { createJob } from "./create-job.ts";
import { readBundle } from "./intake.ts";
import { judgeChunk } from "./judge-chunk.ts";
import { openJobQueue } from "./queue.ts";
import { recover } from "./recover.ts";
import { settleChunk } from "./settle-chunk.ts";
import { deleteOldSpools } from "./spool.ts";
import { notifyJob } from "./webhook/notify-job.ts";

interface JobsParts {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly storage: Storage;
  readonly predictor: Predictor;
}

/** Opens the queue and begins to work, with as many workers as the settings say. */
export async function openJobs({ settings, logger, storage, predictor }: JobsParts, workers: number): Promise<Jobs> {
  const { db } = storage;
  await Promise.all([recover(storage), deleteOldSpools()]);
  const queue = await openJobQueue(storage, logger);
  const notice = { allowsPrivate: settings.webhookPrivate, describe: toWireJob };
  if (workers > 0)
    await queue.work(
      {
        judge: async (chunk, signal) => judgeChunk({ db, queue, predictor }, chunk, signal),
        settle: async (chunk) => settleChunk(db, queue, chunk),
        notify: async (jobId, signal) => notifyJob(db, jobId, notice, signal),
      },
      workers,
    );
  return {
    create: async (bundle, draft) => {
      try {
        return await createJob(db, queue, readBundle(bundle, draft.options, settings), draft);
      } finally {
        await bundle.close();
      }
    },
    close: async () => queue.close(settings.drainSeconds),
  };
}
