import { collectDefaultMetrics } from "prom-client";
import type { Logger } from "pino";
import { openAccess } from "./access/open-access.ts";
import { readServerSecret } from "./access/server-secret.ts";
import type { AppParts } from "./app-parts.ts";
import type { Inference } from "./inference.ts";
import { findEncoder } from "./inference/find-encoder.ts";
import { openInference } from "./inference/open-inference.ts";
import { addJobGauges } from "./job/add-job-gauges.ts";
import { openJobs } from "./job/open-jobs.ts";
import { addLanguageModelGauges } from "./language-models/add-language-model-gauges.ts";
import { openLanguageModels } from "./language-models/open-language-models.ts";
import { addGauges, createMetrics, type Metrics } from "./metrics.ts";
import { openModelVersions } from "./model-version/open-model-versions.ts";
import { addModelGauges } from "./monitoring/add-model-gauges.ts";
import { openMonitoring } from "./monitoring/open-monitoring.ts";
import { watchedSignals } from "./monitoring/signal-quartiles.ts";
import { findBuiltPage } from "./page/built-page.ts";
import { openPage } from "./page/open-page.ts";
import { createPredictor, type Predictor } from "./prediction/predictor.ts";
import { openRetraining } from "./retrain/open-retraining.ts";
import type { Settings } from "./settings.ts";
import type { Variables } from "./settings/read-variables.ts";
import { openStorage } from "./storage.ts";
import { startRetention } from "./storage/retention.ts";

/** The parts of the server, open. Must be closed. */
export interface OpenParts extends AppParts {
  /** Tells what streams that it ends. */
  readonly beginToStop: () => void;
  /** Lets requests and jobs end within `drainSeconds`, then closes everything. */
  readonly close: () => Promise<void>;
}

const hourMs = 3_600_000;

/**
 * Opens everything that the routes stand on: database, detectors, model versions, keys, jobs.
 * @param workers parts of batch jobs that are judged at once; 0 for none
 * @param variables the environment, for folders of models, and for language models and their keys
 * @throws with the remedy, after closing what was already open
 */
export async function openParts(
  settings: Settings,
  logger: Logger,
  workers: number,
  variables: Variables = process.env,
): Promise<OpenParts> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    const failures: unknown[] = [];
    // One that cannot be closed, as its database is away, must not leave the threads of another running.
    for (const closeOne of closers.splice(0).toReversed())
      await closeOne().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new Error("Not everything could be closed in order", { cause: failures[0] });
  };
  try {
    const metrics = createMetrics();
    collectDefaultMetrics({ register: metrics.registry });
    const stopping = new AbortController();
    const surroundings = { cwd: process.cwd(), variables };
    const encoder = await findEncoder(settings.encoder, { models: settings.models, ...surroundings });
    // The threads start while the database opens.
    const inference = openInference({
      encoder,
      threads: settings.threads,
      capacity: settings.queue,
      timeLimitMs: settings.timeLimit * 1000,
      drainMs: settings.drainSeconds * 1000,
      keptReasons: watchedSignals,
    });
    closers.push(inference.close);
    const languageModels = await openLanguageModels({
      ...{ settings, logger, ...surroundings },
      embed: inference.embed,
      encoderFolder: encoder,
      stopping: stopping.signal,
    });
    closers.push(languageModels.close);
    const storage = await openStorage(settings);
    closers.push(async () => storage.close());
    const { db } = storage;
    const secret = await readServerSecret(settings);
    const access = openAccess({ db, secret, settings, logger });
    closers.push(access.close);
    const versions = await openModelVersions({ storage, inference, settings, logger });
    closers.push(async () => versions.close());
    const monitoring = openMonitoring({ storage, versions });
    const retraining = openRetraining({ storage, versions, monitoring, settings, logger });
    closers.push(async () => retraining.close());
    const predictor = createPredictor({ settings, storage, inference, versions, metrics });
    const jobs = await openJobs({ settings, logger, storage, predictor }, workers);
    closers.push(jobs.close);
    const retention = startRetention(db, settings, hourMs, {
      onDeleted: (deleted) => logger.debug(deleted, "what was too old is deleted"),
      onError: () => logger.warn("what is too old could not be deleted; the next try is in an hour"),
    });
    closers.push(async () => retention.close());
    await inference.ready;
    addInferenceGauges(metrics, inference, predictor);
    addModelGauges(metrics, versions, monitoring);
    addJobGauges(metrics, db);
    addLanguageModelGauges(metrics, languageModels);
    return {
      ...{ settings, logger, metrics, storage, inference, versions, access, predictor, jobs, monitoring, retraining },
      languageModels,
      page: openPage(settings.page ?? findBuiltPage()),
      stopping: stopping.signal,
      beginToStop: () => stopping.abort(),
      close,
    };
  } catch (error) {
    // What went wrong first is what is told.
    await close().catch(() => {});
    throw error;
  }
}

function addInferenceGauges(metrics: Metrics, { figures }: Inference, { cached }: Predictor): void {
  addGauges(metrics, {
    whowrote_queue_waiting: ["Requests that wait for a thread", () => figures().waiting],
    whowrote_queue_running: ["Requests that are being judged", () => figures().running],
    whowrote_queue_capacity: ["Requests that may wait", () => figures().capacity],
    whowrote_threads: ["Threads that judge", () => figures().threads],
    whowrote_judged: ["Requests that were judged since the start", () => figures().answered],
    whowrote_judge_failures: ["Requests that could not be judged since the start", () => figures().failed],
    whowrote_judge_timeouts: ["Requests that took too long since the start", () => figures().timedOut],
    whowrote_judge_refusals: ["Requests that found the queue full since the start", () => figures().refused],
    whowrote_judge_cancellations: ["Requests whose client went away since the start", () => figures().cancelled],
    whowrote_threads_lost: ["Threads that crashed or were stopped since the start", () => figures().lostThreads],
    whowrote_judge_mean_ms: ["Running mean of what a request takes in its thread", () => figures().meanMs],
    whowrote_cached_answers: ["Answers in memory", cached],
  });
}
