import { sql, type Kysely, type Transaction } from "kysely";
import { createId } from "../id.ts";
import type { Lineup, LineupChange } from "../model-version.ts";
import { appendAuditEntry } from "../storage/audit-log.ts";
import { writeJson } from "../storage/storable-text.ts";
import type { Tables } from "../storage/tables.ts";

/** What is to be written down of one change. */
export interface LineupStep {
  readonly action: LineupChange["action"];
  readonly before: Lineup;
  readonly after: Lineup;
  /** Id of the change that this one takes back. */
  readonly undoes?: string;
  /** Id of the experiment that starts or, by any other action, ends with it. */
  readonly experiment?: string;
}

/** Who answers, as the database has it; no shares before the first start. */
export async function readLineup(db: Kysely<Tables>): Promise<Lineup> {
  const rows = await db
    .selectFrom("model_versions")
    .select(["id", "state", "weight"])
    .where("state", "in", ["active", "shadow"])
    .orderBy("weight", "desc")
    .orderBy("id")
    .execute();
  return {
    shares: rows.filter(({ state }) => state === "active").map(({ id, weight }) => ({ version: id, weight })),
    shadows: rows.filter(({ state }) => state === "shadow").map(({ id }) => id),
  };
}

/** Nobody else changes the lineup until the transaction ends. */
export async function lockLineup(transaction: Transaction<Tables>): Promise<void> {
  await sql`lock table model_versions in exclusive mode`.execute(transaction);
}

/** Writes the steps of one change, with their entries in the audit log. At least one. */
export async function writeSteps(
  transaction: Transaction<Tables>,
  steps: readonly LineupStep[],
  actor: string,
): Promise<void> {
  for (const step of steps) await writeStep(transaction, step, actor);
  await writeLineup(transaction, steps.at(-1)!.after);
}

async function writeStep(transaction: Transaction<Tables>, step: LineupStep, actor: string): Promise<void> {
  const { action, before, after, undoes = null, experiment } = step;
  const id = createId();
  const at = new Date();
  await transaction
    .insertInto("model_changes")
    .values({ id, at, actor, action, lineup_before: writeJson(before), lineup_after: writeJson(after), undoes })
    .execute();
  if (experiment !== undefined)
    await transaction
      .updateTable("experiments")
      .set(action === "start-experiment" ? { started_at: at, change_id: id } : { ended_at: at })
      .where("id", "=", experiment)
      .execute();
  const subject = experiment ?? after.shares.map(({ version }) => version).join(" ");
  await appendAuditEntry(transaction, { actor, action: `model.${action}`, subject, detail: { before, after } });
}

async function writeLineup(transaction: Transaction<Tables>, { shares, shadows }: Lineup): Promise<void> {
  const now = new Date();
  const active = shares.map(({ version }) => version);
  await transaction
    .updateTable("model_versions")
    .set({ state: "retired", weight: 0 })
    .where("state", "!=", "retired")
    .$if(active.length > 0, (query) => query.where("id", "not in", active))
    .execute();
  for (const { version, weight } of shares)
    await transaction
      .updateTable("model_versions")
      .set({
        state: "active",
        weight,
        promoted_at: sql<Date>`case when state = 'active' then promoted_at else ${now} end`,
      })
      .where("id", "=", version)
      .execute();
  if (shadows.length > 0)
    await transaction.updateTable("model_versions").set({ state: "shadow" }).where("id", "in", shadows).execute();
}

/** Newest first. */
export async function readHistory(
  db: Kysely<Tables>,
  limit: number,
): Promise<readonly (LineupChange & { readonly undoes: string | null })[]> {
  const rows = await db.selectFrom("model_changes").selectAll().orderBy("position", "desc").limit(limit).execute();
  return rows.map(({ id, at, actor, action, lineup_before: before, lineup_after: after, undoes }) => ({
    id,
    at,
    actor,
    action,
    before,
    after,
    undoes,
  }));
}

/** Grows with every change of the lineup, by whichever process. */
export async function readLastChange(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom("model_changes")
    .select(({ fn }) => fn.max("position").as("last"))
    .executeTakeFirst();
  return row?.last ?? 0;
}
