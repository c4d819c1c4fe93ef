import type { Kysely, Selectable } from "kysely";
import { createId, timeOfId } from "../id.ts";
import type { RetrainRun } from "../retrain.ts";
import { appendAuditEntry } from "../storage/audit-log.ts";
import type { Tables } from "../storage/tables.ts";

/** A run whose process has not written for so long was cut off with it. */
const silentMs = 120_000;

/** Begins a run; undefined while another one runs, of whichever process. */
export async function beginRun(
  db: Kysely<Tables>,
  reason: RetrainRun["reason"],
  actor: string,
): Promise<RetrainRun | undefined> {
  const id = createId();
  const at = timeOfId(id);
  return db.transaction().execute(async (transaction) => {
    await endSilentRuns(transaction, at);
    // The index on running ones lets one in.
    const row = await transaction
      .insertInto("retrain_runs")
      .values({ id, reason, state: "running", started_at: at, beat_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) return undefined;
    await appendAuditEntry(transaction, { actor, action: "retrain.start", subject: id, detail: { reason } });
    return toRun(row);
  });
}

/** Says that the run goes on. */
export async function beat(db: Kysely<Tables>, id: string): Promise<void> {
  await db.updateTable("retrain_runs").set({ beat_at: new Date() }).where("id", "=", id).execute();
}

interface RunEnd {
  readonly state: Exclude<RetrainRun["state"], "running">;
  readonly exitCode: number | null;
  /** Ids of the model versions that it made. */
  readonly made: readonly string[];
}

export async function endRun(db: Kysely<Tables>, id: string, { state, exitCode, made }: RunEnd): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("retrain_runs")
      .set({ state, exit_code: exitCode, ended_at: new Date() })
      .where("id", "=", id)
      .execute();
    const detail = { state, exit_code: exitCode, made };
    await appendAuditEntry(transaction, { actor: "server", action: "retrain.end", subject: id, detail });
  });
}

async function endSilentRuns(db: Kysely<Tables>, now: Date): Promise<void> {
  const ended = await db
    .updateTable("retrain_runs")
    .set({ state: "aborted", ended_at: now })
    .where("state", "=", "running")
    .where("beat_at", "<", new Date(now.getTime() - silentMs))
    .returning("id")
    .execute();
  for (const { id } of ended)
    await appendAuditEntry(db, { actor: "server", action: "retrain.end", subject: id, detail: { state: "aborted" } });
}

/** Newest first. */
export async function listRuns(db: Kysely<Tables>, limit: number): Promise<readonly RetrainRun[]> {
  const rows = await db.selectFrom("retrain_runs").selectAll().orderBy("id", "desc").limit(limit).execute();
  return rows.map(toRun);
}

/** When the first model version was seen: what the first run is counted from. */
export async function readBeginning(db: Kysely<Tables>): Promise<Date | undefined> {
  const row = await db
    .selectFrom("model_versions")
    .select(({ fn }) => fn.min("created_at").as("at"))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

function toRun({ id, reason, state, started_at, ended_at, exit_code }: Selectable<Tables["retrain_runs"]>): RetrainRun {
  return { id, reason, state, startedAt: started_at, endedAt: ended_at, exitCode: exit_code };
}
