import type { QueryExecutorProvider } from "kysely";
import { createAccess } from "./0002-access.ts";
import { createJobs } from "./0003-jobs.ts";
import { createModelVersions } from "./0004-model-versions.ts";
import { createModelWatch } from "./0005-model-watch.ts";
import { createDrafts } from "./0006-drafts.ts";
import { createPredictions } from "./0001-predictions.ts";

/** One step of the database's shape. Forward only: what was released is never edited, a change is a new step. */
export interface Migration {
  readonly name: string;
  apply(db: QueryExecutorProvider): Promise<void>;
}

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [
  { name: "0001-predictions", apply: createPredictions },
  { name: "0002-access", apply: createAccess },
  { name: "0003-jobs", apply: createJobs },
  { name: "0004-model-versions", apply: createModelVersions },
  { name: "0005-model-watch", apply: createModelWatch },
  { name: "0006-drafts", apply: createDrafts },
];
