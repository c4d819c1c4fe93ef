import { sql, type Kysely } from "kysely";
import { firstIdAt, timeOfId } from "../id.ts";
import type { PredictionRow } from "./predictions.ts";
import type { Tables } from "./tables.ts";

/** An answer that stood for so long, in ms, while nothing was typed was looked at, and stays. */
const glance = 30_000;

/**
 * Deletes what the newest rows of each draft take the place of: answers of the same draft and key that did not stand for long, and
 * that nobody said anything about. So history holds what somebody looked at, and not every pause in typing.
 */
export async function deletePassedDrafts(db: Kysely<Tables>, rows: readonly PredictionRow[]): Promise<void> {
  for (const { draft, id, key_id: keyId } of rows) {
    if (draft == null) continue;
    await db
      .deleteFrom("predictions")
      .where("draft", "=", draft)
      .where("key_id", sql`is not distinct from`, keyId ?? null)
      .where("id", ">", firstIdAt(new Date(timeOfId(id).getTime() - glance)))
      .where("id", "<", id)
      .where((at) =>
        at.not(at.exists(at.selectFrom("feedback").whereRef("feedback.prediction_id", "=", "predictions.id"))),
      )
      .execute();
  }
}
