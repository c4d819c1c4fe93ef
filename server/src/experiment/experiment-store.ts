import type { Kysely, Selectable } from "kysely";
import type { Experiment } from "../experiment.ts";
import { createId, timeOfId } from "../id.ts";
import type { Share } from "../model-version.ts";
import { checkLineup } from "../model-version/check-lineup.ts";
import { Problem } from "../problem.ts";
import { appendAuditEntry } from "../storage/audit-log.ts";
import { toStorableText, writeJson } from "../storage/storable-text.ts";
import type { Tables } from "../storage/tables.ts";

/** What a person decides of an experiment. */
export interface ExperimentDraft {
  readonly name: string;
  readonly note: string;
  readonly arms: readonly Share[];
}

/** Newest first, 1000 at most. */
export async function listExperiments(db: Kysely<Tables>): Promise<readonly Experiment[]> {
  const rows = await db.selectFrom("experiments").selectAll().orderBy("id", "desc").limit(1000).execute();
  return rows.map(toExperiment);
}

/** @throws {Problem} 404 */
export async function readExperiment(db: Kysely<Tables>, id: string): Promise<Experiment> {
  const row = await db.selectFrom("experiments").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new Problem(404, "There is no experiment with this id.", { title: "No such experiment" });
  return toExperiment(row);
}

/** Writes one down; it starts when it is told to. @throws {Problem} 422 when the arms cannot share the traffic */
export async function createExperiment(db: Kysely<Tables>, draft: ExperimentDraft, actor: string): Promise<Experiment> {
  const id = createId();
  const { name, note, arms } = draft;
  await checkArms(db, arms);
  return db.transaction().execute(async (transaction) => {
    await appendAuditEntry(transaction, { actor, action: "experiment.create", subject: id, detail: draft });
    const row = await transaction
      .insertInto("experiments")
      .values({
        id,
        name: toStorableText(name),
        note: toStorableText(note),
        arms: writeJson(arms),
        created_at: timeOfId(id),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toExperiment(row);
  });
}

/** @throws {Problem} 404, 409 when arms are to change after the start, 422 */
export async function changeExperiment(
  db: Kysely<Tables>,
  id: string,
  { name, note, arms }: { readonly [Field in keyof ExperimentDraft]?: ExperimentDraft[Field] | undefined },
  actor: string,
): Promise<Experiment> {
  const before = await readExperiment(db, id);
  if (arms !== undefined) await checkArms(db, arms);
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable("experiments")
      .set({
        name: toStorableText(name ?? before.name),
        note: toStorableText(note ?? before.note),
        arms: writeJson(arms ?? before.arms),
      })
      .where("id", "=", id)
      .$if(arms !== undefined, (query) => query.where("started_at", "is", null))
      .returningAll()
      .executeTakeFirst();
    if (!row)
      throw new Problem(409, "Its arms are fixed since it was started. Create another experiment.", {
        title: "The experiment was started",
      });
    const detail = { ...(name !== undefined && { name }), ...(note !== undefined && { note }), ...(arms && { arms }) };
    await appendAuditEntry(transaction, { actor, action: "experiment.change", subject: id, detail });
    return toExperiment(row);
  });
}

/** @throws {Problem} 404, 409 while it runs */
export async function deleteExperiment(db: Kysely<Tables>, id: string, actor: string): Promise<void> {
  const { name } = await readExperiment(db, id);
  await db.transaction().execute(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom("experiments")
      .where("id", "=", id)
      .where((where) => where.or([where("started_at", "is", null), where("ended_at", "is not", null)]))
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new Problem(409, "It runs. Stop it first.", { title: "The experiment runs" });
    await appendAuditEntry(transaction, { actor, action: "experiment.delete", subject: id, detail: { name } });
  });
}

async function checkArms(db: Kysely<Tables>, arms: readonly Share[]): Promise<void> {
  const { shares } = checkLineup({ shares: arms, shadows: [] });
  if (shares.length < 2)
    throw new Problem(422, "An experiment compares at least two versions with a weight above 0.", {
      title: "An experiment needs two arms",
    });
  const names = shares.map(({ version }) => version);
  const known = await db.selectFrom("model_versions").select("id").where("id", "in", names).execute();
  const unknown = names.find((name) => !known.some(({ id }) => id === name));
  if (unknown !== undefined)
    throw new Problem(422, `There is no model version ${unknown}. GET /api/v1/models lists them.`, {
      title: "No such model version",
    });
}

function toExperiment(row: Selectable<Tables["experiments"]>): Experiment {
  const { id, name, note, arms, created_at, started_at, ended_at } = row;
  return { id, name, note, arms, createdAt: created_at, startedAt: started_at, endedAt: ended_at };
}
