import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseCheckpoint, type Checkpoint } from "../checkpoint.ts";

/** A checkpoint folder that is there, or why it cannot be used. */
export interface InstalledModel {
  /** Folder name, as `--model` takes it. */
  readonly name: string;
  readonly folder: string;
  /** Of all its files. */
  readonly bytes: number;
  readonly checkpoint: Checkpoint | undefined;
  /** Why `checkpoint` is undefined. */
  readonly problem?: string;
}

/** Lists the folders of `models` that hold a checkpoint.json, by name. Nothing is listed when `models` is not there. */
export async function listInstalledModels(models: string): Promise<readonly InstalledModel[]> {
  const children = await readdir(models, { withFileTypes: true }).catch(() => []);
  const folders = children.filter((child) => child.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(folders.toSorted().map((name) => readInstalledModel(models, name)));
  return found.filter((model) => model !== undefined);
}

async function readInstalledModel(models: string, name: string): Promise<InstalledModel | undefined> {
  const folder = join(models, name);
  const file = join(folder, "checkpoint.json");
  const files = await readdir(folder);
  if (!files.includes("checkpoint.json")) return undefined;
  const sizes = await Promise.all(files.map(async (one) => (await stat(join(folder, one))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  try {
    return { name, folder, bytes, checkpoint: parseCheckpoint(await readFile(file, "utf8"), file) };
  } catch (error) {
    return { name, folder, bytes, checkpoint: undefined, problem: (error as Error).message };
  }
}
