import type { Kysely } from "kysely";
import type { Job } from "../../job.ts";
import { writeJson } from "../../storage/storable-text.ts";
import type { Tables } from "../../storage/tables.ts";
import { toJob, type StoredWebhook } from "../job-row.ts";
import { mostNotices } from "../queue.ts";
import { post } from "./post.ts";
import { signWebhook } from "./sign.ts";

const limitMs = 10_000;

export interface NoticeOptions {
  readonly allowsPrivate: boolean;
  /** The job as the API shows it. */
  readonly describe: (job: Job) => object;
}

/** A receiver that did not take a message; it is told again later. */
class WebhookFailedError extends Error {
  override readonly name = "WebhookFailedError";
}

/**
 * Tells a job's receiver that it is over. The secret is forgotten once that has worked, the receiver said 410 (gone), or it was the last try.
 * @throws {WebhookFailedError} when it is to be tried again
 */
export async function notifyJob(
  db: Kysely<Tables>,
  jobId: string,
  { allowsPrivate, describe }: NoticeOptions,
  signal: AbortSignal,
): Promise<void> {
  const row = await db.selectFrom("jobs").selectAll().where("id", "=", jobId).executeTakeFirst();
  const webhook = row?.webhook as StoredWebhook | null | undefined;
  const job = row && toJob(row);
  if (job === undefined || webhook?.secret === undefined) return;
  const { secret, url, attempts } = webhook;
  const timestamp = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    type: `job.${job.state}`,
    timestamp: new Date(timestamp * 1000).toISOString(),
    data: describe(job),
  });
  const outcome = await post(new URL(url), {
    headers: {
      "content-type": "application/json",
      "user-agent": "whowrote",
      ...signWebhook({ id: `job_${jobId}`, timestamp, body }, secret),
    },
    body,
    allowsPrivate,
    signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
  }).catch((error: unknown) => reasonOf(error));
  const isTaken = typeof outcome === "number" && outcome >= 200 && outcome < 300;
  const error = typeof outcome === "string" ? outcome : `it answered ${outcome}`;
  const left: StoredWebhook = {
    url,
    attempts: attempts + 1,
    ...(isTaken ? { deliveredAt: new Date().toISOString() } : { error }),
    ...(!isTaken && outcome !== 410 && attempts + 1 < mostNotices && { secret }),
  };
  await db
    .updateTable("jobs")
    .set({ webhook: writeJson(left) })
    .where("id", "=", jobId)
    .execute();
  if (left.secret !== undefined) throw new WebhookFailedError(error);
}

/** Of the errors of the network their code alone, which names no address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "it could not be reached";
  if (error.name === "PrivateAddressError") return error.message;
  if (error.name === "TimeoutError" || error.name === "AbortError") return "it took too long";
  return `it could not be reached${"code" in error ? ` (${String(error.code)})` : ""}`;
}
