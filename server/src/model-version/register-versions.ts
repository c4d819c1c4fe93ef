import type { Kysely } from "kysely";
import { basename } from "node:path";
import type { Settings } from "../settings.ts";
import type { Tables } from "../storage/tables.ts";
import { isBroken, type BrokenFolder, type FoundFolder, type VersionFolder } from "./version-folder.ts";

/** Versions that can be loaded by this process, by id, and folders that cannot. */
export interface Register {
  readonly usable: ReadonlyMap<string, VersionFolder>;
  readonly broken: readonly BrokenFolder[];
}

/**
 * Gives every folder its version id: `name@version`, or with the start of the fingerprint where other weights took that
 * name before, so that an id never means two things. New versions are inactive until a person promotes them.
 */
export async function registerVersions(db: Kysely<Tables>, found: readonly FoundFolder[]): Promise<Register> {
  const rows = await db.selectFrom("model_versions").select(["id", "fingerprint"]).execute();
  const idOf = new Map(rows.map(({ id, fingerprint }) => [fingerprint, id]));
  const taken = new Set(rows.map(({ id }) => id));
  const usable = new Map<string, VersionFolder>();
  const broken: BrokenFolder[] = [];
  for (const folder of found) {
    if (isBroken(folder)) {
      broken.push(folder);
      continue;
    }
    const { name, version, fingerprint, path } = folder;
    const plain = `${name}@${version}`;
    if (!/^[\w.@+-]{1,100}$/.test(plain)) {
      const problem = "Its name and version may hold letters, digits, '.', '_', '-' and '+', 100 together.";
      broken.push({ path, name: basename(path), problem });
      continue;
    }
    const ownId = `${plain}+${fingerprint.slice(0, 8)}`;
    const known = idOf.get(fingerprint);
    // Another process may have registered other weights under the name just now.
    const id = known ?? (!taken.has(plain) && (await insert(db, plain, folder)) ? plain : ownId);
    const twin = usable.get(id);
    if (twin) {
      broken.push({ path, name: basename(path), problem: `It is the same as the folder ${basename(twin.path)}.` });
      continue;
    }
    if (id === ownId && known === undefined) await insert(db, id, folder);
    taken.add(id);
    idOf.set(fingerprint, id);
    usable.set(id, folder);
  }
  return { usable, broken };
}

/** @returns whether the id means these weights now */
async function insert(db: Kysely<Tables>, id: string, { path, fingerprint }: VersionFolder): Promise<boolean> {
  await db
    .insertInto("model_versions")
    // Without the folder it stands in: other machines keep their models elsewhere.
    .values({ id, folder: basename(path), fingerprint, weight: 0, state: "retired", created_at: new Date() })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  const row = await db.selectFrom("model_versions").select("fingerprint").where("id", "=", id).executeTakeFirst();
  return row?.fingerprint === fingerprint;
}

/** The version that answers where none was promoted. @throws when it cannot be used */
export function findDefaultVersion(
  { usable, broken }: Register,
  { model, models }: Pick<Settings, "model" | "models">,
): string {
  const [version] = [...usable].find(([id, { path }]) => id === model || basename(path) === model) ?? [];
  if (version !== undefined) return version;
  const problem = broken.find(({ name }) => name === model)?.problem ?? "there is no such checkpoint";
  throw new Error(
    `WHOWROTE_MODEL=${model} cannot be used: ${problem}. Name a checkpoint of ${models}, or WHOWROTE_MODELS.`,
  );
}
