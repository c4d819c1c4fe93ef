import { type QueryExecutorProvider, sql } from "kysely";

/** Which answers are about one text that somebody is still typing. */
export async function createDrafts(db: QueryExecutorProvider): Promise<void> {
  await sql`alter table predictions add column draft text collate "C"`.execute(db);
  await sql`create index predictions_by_draft on predictions (draft, id) where draft is not null`.execute(db);
}
