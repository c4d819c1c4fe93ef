import type { Kysely } from "kysely";
import type { ModelVersion } from "../model-version.ts";
import type { Tables } from "../storage/tables.ts";
import type { Register } from "./register-versions.ts";

interface Here {
  readonly register: Register;
  /** Why versions could not be loaded, by id. */
  readonly problems: ReadonlyMap<string, string>;
  readonly loaded: ReadonlySet<string>;
}

/** Every version that was ever registered, newest first, then the folders that cannot be used. */
export async function listVersions(
  db: Kysely<Tables>,
  { register, problems, loaded }: Here,
): Promise<readonly ModelVersion[]> {
  const rows = await db.selectFrom("model_versions").selectAll().orderBy("created_at", "desc").orderBy("id").execute();
  const versions = rows.map(({ id, state, weight, created_at, promoted_at }): ModelVersion => {
    const folder = register.usable.get(id);
    const problem =
      problems.get(id) ?? (folder ? undefined : "Its folder is not among the models, or was changed. Put it back.");
    return {
      id,
      state:
        state === "retired" && problem !== undefined
          ? "broken"
          : state === "retired" && !promoted_at
            ? "inactive"
            : state,
      weight,
      isLoaded: loaded.has(id),
      createdAt: created_at,
      promotedAt: promoted_at,
      folder,
      ...(problem !== undefined && { problem }),
    };
  });
  const broken = register.broken.map(({ name, problem }): ModelVersion => ({
    id: name,
    state: "broken",
    weight: 0,
    isLoaded: false,
    createdAt: null,
    promotedAt: null,
    folder: undefined,
    problem,
  }));
  return [...versions, ...broken];
}
