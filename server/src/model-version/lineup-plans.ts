import type { Kysely } from "kysely";
import type { Lineup } from "../model-version.ts";
import { Problem } from "../problem.ts";
import type { Tables } from "../storage/tables.ts";
import { checkLineup, isSameLineup } from "./check-lineup.ts";
import { readLineup, type LineupStep } from "./lineup-store.ts";

/** Reads what is there and says what is to be written; writes nothing. No steps: nothing is to be changed. */
export type LineupPlan = (db: Kysely<Tables>) => Promise<readonly LineupStep[]>;

/** @throws {Problem} 409 while an experiment decides on the weights, 422 */
export function planLineup(wanted: Partial<Lineup>): LineupPlan {
  return async (db) => {
    const before = await readLineup(db);
    const shares = wanted.shares ?? before.shares;
    const answering = new Set(shares.filter(({ weight }) => weight > 0).map(({ version }) => version));
    const shadows = wanted.shadows ?? before.shadows.filter((shadow) => !answering.has(shadow));
    const after = checkLineup({ shares, shadows });
    const running = await readRunning(db);
    if (running && !isSameLineup({ ...before, shadows: [] }, { ...after, shadows: [] }))
      throw new Problem(409, `The experiment ${running.name} decides on the weights. Stop it first.`, {
        title: "An experiment runs",
      });
    return isSameLineup(before, after) ? [] : [{ action: "set-weights", before, after }];
  };
}

export function planPromotion(version: string): LineupPlan {
  return async (db) => {
    const ended = await planEnd(db);
    const before = ended?.after ?? (await readLineup(db));
    const shadows = before.shadows.filter((one) => one !== version);
    const after = { shares: [{ version, weight: 1 }], shadows };
    const promoted = isSameLineup(before, after) ? [] : [{ action: "promote", before, after } as const];
    return [...(ended ? [ended] : []), ...promoted];
  };
}

/** Takes back the newest change that can be taken back and was not. @throws {Problem} 409 when there is none */
export function planRollBack(): LineupPlan {
  return async (db) => {
    const undone = db.selectFrom("model_changes").select("undoes").where("undoes", "is not", null);
    const last = await db
      .selectFrom("model_changes")
      .select(["id", "lineup_before"])
      .where("action", "in", ["set-weights", "promote", "start-experiment"])
      .where("id", "not in", undone)
      .orderBy("position", "desc")
      .limit(1)
      .executeTakeFirst();
    if (!last)
      throw new Problem(409, "There is no change that could be taken back.", { title: "Nothing to roll back" });
    const running = await readRunning(db);
    return [
      {
        action: "roll-back",
        before: await readLineup(db),
        after: last.lineup_before,
        undoes: last.id,
        ...(running && { experiment: running.id }),
      },
    ];
  };
}

/** @throws {Problem} 404, or 409 when it was started before or another one runs */
export function planExperimentStart(id: string): LineupPlan {
  return async (db) => {
    const experiment = await db.selectFrom("experiments").selectAll().where("id", "=", id).executeTakeFirst();
    if (!experiment) throw new Problem(404, "There is no such experiment.", { title: "Not found" });
    const running = await readRunning(db);
    if (running)
      throw new Problem(409, `The experiment ${running.name} runs already. Stop it first.`, {
        title: "An experiment runs",
      });
    if (experiment.started_at !== null)
      throw new Problem(409, "It has ended. Create a new one with the same arms.", {
        title: "An experiment runs once",
      });
    const before = await readLineup(db);
    const named = new Set(experiment.arms.map(({ version }) => version));
    const shadows = before.shadows.filter((shadow) => !named.has(shadow));
    return [
      { action: "start-experiment", before, after: checkLineup({ shares: experiment.arms, shadows }), experiment: id },
    ];
  };
}

/** @throws {Problem} 409 when it does not run */
export function planExperimentStop(id: string): LineupPlan {
  return async (db) => {
    const step = await planEnd(db);
    if (step?.experiment !== id) throw new Problem(409, "It does not run.", { title: "The experiment does not run" });
    return [step];
  };
}

async function readRunning(db: Kysely<Tables>) {
  return db
    .selectFrom("experiments")
    .select(["id", "name", "change_id"])
    .where("started_at", "is not", null)
    .where("ended_at", "is", null)
    .executeTakeFirst();
}

/** Ends the running experiment with the weights from before it. */
async function planEnd(db: Kysely<Tables>): Promise<LineupStep | undefined> {
  const running = await readRunning(db);
  if (running?.change_id == null) return undefined;
  const { lineup_before: earlier } = await db
    .selectFrom("model_changes")
    .select("lineup_before")
    .where("id", "=", running.change_id)
    .executeTakeFirstOrThrow();
  const before = await readLineup(db);
  // Shadows may have been changed while it ran.
  const answering = new Set(earlier.shares.map(({ version }) => version));
  const shadows = before.shadows.filter((shadow) => !answering.has(shadow));
  const after = { shares: earlier.shares, shadows };
  return { action: "stop-experiment", before, after, undoes: running.change_id, experiment: running.id };
}
