import type { Kysely, Selectable } from "kysely";
import { createId, timeOfId } from "../id.ts";
import { toStorableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

export type Feedback = Selectable<Tables["feedback"]>;

interface NewFeedback {
  readonly predictionId: string;
  readonly says: Feedback["says"];
  readonly note: string;
  readonly keyId?: string;
}

/** Keeps what somebody says about a verdict. Undefined when there is no such prediction (any more). */
export async function addFeedback(
  db: Kysely<Tables>,
  { predictionId, says, note, keyId }: NewFeedback,
): Promise<Feedback | undefined> {
  const id = createId();
  // One statement, which also holds the prediction against a deletion at the same moment.
  return db
    .insertInto("feedback")
    .columns(["id", "prediction_id", "says", "note", "key_id", "created_at"])
    .expression((from) =>
      from
        .selectFrom("predictions")
        .select((value) => [
          value.val(id).as("id"),
          "predictions.id as prediction_id",
          value.val(says).as("says"),
          value.val(toStorableText(note)).as("note"),
          value.val(keyId ?? null).as("key_id"),
          value.cast<Date>(value.val(timeOfId(id)), "timestamptz").as("created_at"),
        ])
        .where("predictions.id", "=", predictionId)
        .forKeyShare(),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Oldest first. */
export async function listFeedback(db: Kysely<Tables>, predictionId: string): Promise<readonly Feedback[]> {
  return db.selectFrom("feedback").selectAll().where("prediction_id", "=", predictionId).orderBy("id").execute();
}
