import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf, findSnapshot } from "./model-cache.ts";
import { readRepoName } from "./repo-name.ts";

/** A repository of the hub that was pulled whole. */
export interface PulledRepo {
  /** As in microsoft/codebert-base. */
  readonly name: string;
  /** Of its files at revision main. */
  readonly folder: string;
  readonly bytes: number;
}

/** Lists what a cache holds at revision main, by name. Nothing is listed when the cache is not there. */
export async function listPulledRepos(cache: string): Promise<readonly PulledRepo[]> {
  const folders = await readdir(cache).catch((): string[] => []);
  const found = await Promise.all(folders.toSorted().map((folder) => readPulledRepo(cache, folder)));
  return found.filter((repo) => repo !== undefined);
}

async function readPulledRepo(cache: string, entry: string): Promise<PulledRepo | undefined> {
  const [, owner, ...rest] = entry.split("--");
  const name = readRepoName([owner, rest.join("--")].filter(Boolean).join("/"));
  if (!entry.startsWith("models--") || name === undefined) return undefined;
  const folder = await findSnapshot(cache, name, "main");
  if (folder === undefined) return undefined;
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    files.filter((file) => !file.isDirectory()).map((file) => bytesOf(join(file.parentPath, file.name))),
  );
  return { name, folder, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
