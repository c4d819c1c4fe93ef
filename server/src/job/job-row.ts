import type { Selectable } from "kysely";
import type { Job } from "../job.ts";
import type { Tables } from "../storage/tables.ts";

/** How a webhook is kept with its job. */
export interface StoredWebhook {
  readonly url: string;
  /** Removed once the last attempt is over. */
  readonly secret?: string;
  readonly attempts: number;
  /** ISO 8601. */
  readonly deliveredAt?: string;
  readonly error?: string;
}

/** A job that was received, from its row; undefined while its files still come in. */
export function toJob(row: Selectable<Tables["jobs"]>): Job | undefined {
  const { state, started_at, finished_at, key_id, error } = row;
  if (state === "receiving") return undefined;
  const webhook = row.webhook as StoredWebhook | null;
  return {
    id: row.id,
    state,
    createdAt: row.created_at,
    ...(started_at !== null && { startedAt: started_at }),
    ...(finished_at !== null && { finishedAt: finished_at }),
    files: { total: row.files_total, done: row.files_done, failed: row.files_failed, skipped: row.files_skipped },
    options: row.options,
    ...(key_id !== null && { keyId: key_id }),
    ...(webhook !== null && {
      webhook: {
        url: webhook.url,
        attempts: webhook.attempts,
        ...(webhook.deliveredAt !== undefined && { deliveredAt: new Date(webhook.deliveredAt) }),
        ...(webhook.error !== undefined && { error: webhook.error }),
      },
    }),
    ...(error !== null && { error }),
  };
}
