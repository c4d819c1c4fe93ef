import { sql } from "kysely";
import { afterAll, beforeAll } from "vitest";
import type { Settings } from "../src/settings.ts";
import { openStorage, type Storage } from "../src/storage.ts";
import type { StoragePlace } from "./storages.ts";

interface SharedStorage {
  readonly storage: Storage;
  readonly settings: Settings;
}

/** One database for all tests of a `describe`, emptied when a test asks for it: opening PGlite takes seconds. */
export function shareStorage(place: StoragePlace): () => Promise<SharedStorage> {
  let shared: SharedStorage | undefined;
  beforeAll(async () => {
    const { settings } = await place.create();
    shared = { storage: await openStorage(settings), settings };
  });
  afterAll(async () => shared?.storage.close());
  return async () => {
    await sql`truncate table predictions, audit_log, experiments, model_changes, model_versions, retrain_runs
      restart identity cascade`.execute(shared!.storage.db);
    return shared!;
  };
}
