import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { weightFileNames } from "../weights/open-weights.ts";
import { huggingFaceCache, modelCache } from "./hub-settings.ts";
import { findSnapshot } from "./model-cache.ts";
import { checkRevision, readRepoName } from "./repo-name.ts";

/** Where models may be. */
export interface ModelPlaces {
  /** Folder of the installed models. */
  readonly models: string;
  /** What paths are relative to. */
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The local folder that `--model` means: a folder, the name of an installed model, or a repository that was pulled, by
 * whowrote or by huggingface_hub, at its revision main or at the one in `owner/name@revision`. The network is not touched.
 * @throws with the way to get it when there is none
 */
export async function resolveModelFolder(nameOrFolder: string, places: ModelPlaces): Promise<string> {
  const { models, cwd, variables } = places;
  const here = [join(models, nameOrFolder), resolve(cwd, nameOrFolder)];
  for (const folder of here) if (isModel(await filesOf(folder))) return folder;
  const [name = "", revision = "main"] = nameOrFolder.split("@");
  const repo = readRepoName(name);
  const caches = [modelCache(variables), huggingFaceCache(variables)];
  if (repo !== undefined)
    for (const cache of caches) {
      const folder = await findSnapshot(cache, repo, checkRevision(revision));
      if (folder !== undefined && isModel(await filesOf(folder))) return folder;
    }
  const there = await Promise.all(here.map(filesOf));
  if (there.some((files) => files.length > 0))
    throw new Error(
      `${nameOrFolder} is no folder of a model: it needs config.json and one of ${weightFileNames.join(", ")}.`,
    );
  const remedy =
    repo === undefined
      ? "Name a folder, a model that whowrote models lists, or one of the hub as in microsoft/codebert-base."
      : `Get it with: whowrote models pull ${repo}${revision === "main" ? "" : ` --revision ${revision}`}`;
  throw new Error(`There is no model ${nameOrFolder}, neither in ${[...here, ...caches].join(" nor in ")}. ${remedy}`);
}

/** Empty for what is no folder. */
async function filesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Of a hub's kind, or a checkpoint of whowrote. */
function isModel(files: readonly string[]): boolean {
  if (files.includes("checkpoint.json")) return true;
  return files.includes("config.json") && weightFileNames.some((name) => files.includes(name));
}
