import type { Kysely, Selectable } from "kysely";
import { createId, timeOfId } from "../id.ts";
import { type Page, type PageOptions, toPage } from "./page.ts";
import { toStorableText, writeJson } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

export type AuditEntry = Selectable<Tables["audit_log"]>;

interface NewAuditEntry {
  /** Who: the id of a key, or `operator` at the command line. */
  readonly actor: string;
  /** What: such as `key.create`. */
  readonly action: string;
  /** To what: an id. */
  readonly subject: string;
  readonly detail?: object;
}

/** Give it the transaction of what it tells about, so that both are there or neither. Entries are never changed. */
export async function appendAuditEntry(
  db: Kysely<Tables>,
  { actor, action, subject, detail = {} }: NewAuditEntry,
): Promise<void> {
  const id = createId();
  await db
    .insertInto("audit_log")
    .values({
      id,
      at: timeOfId(id),
      actor: toStorableText(actor),
      action,
      subject: toStorableText(subject),
      detail: writeJson(detail),
    })
    .execute();
}

/** Newest first. */
export async function listAuditEntries(
  db: Kysely<Tables>,
  filter: { readonly action?: string },
  { limit, after }: PageOptions,
): Promise<Page<AuditEntry>> {
  const rows = await db
    .selectFrom("audit_log")
    .selectAll()
    .$if(filter.action !== undefined, (query) => query.where("action", "=", filter.action ?? ""))
    .$if(after !== undefined, (query) => query.where("id", "<", after ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit);
}
