import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chooseFiles } from "./choose-files.ts";
import { checkFreeSpace, explainDiskError } from "./disk-error.ts";
import { download, partOf } from "./download.ts";
import { lockFolder } from "../folder-lock.ts";
import { describeWanted, readHubFile, readHubRepo, type HubFile, type HubRepo } from "./hub-repo.ts";
import type { HubSettings } from "./hub-settings.ts";
import {
  blobPath,
  bytesOf,
  findSnapshot,
  placeBlob,
  readRef,
  repoFolder,
  snapshotFolder,
  writeRef,
} from "./model-cache.ts";
import { checkRevision, parseRepoName, type RepoName } from "./repo-name.ts";

export interface PullOptions {
  /** Branch, tag or commit; "main" by default. */
  readonly revision?: string;
  /** Names or glob patterns; what an encoder needs by default. */
  readonly files?: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
  /** A file is there, `fetched` bytes of it by this pull. */
  readonly onFile?: (file: { readonly name: string; readonly bytes: number; readonly fetched: number }) => void;
  /** Another process pulls the same repository. */
  readonly onWait?: () => void;
}

/** Bytes of all files together. */
export interface PullProgress {
  readonly file: string;
  readonly done: number;
  readonly total: number;
  /** Of those done, the ones that came in this pull. */
  readonly fetched: number;
}

export interface PulledModel {
  readonly folder: string;
  readonly files: readonly string[];
}

/**
 * Pulls a model from the hub into the cache, or finds it there. What is whole is not fetched again, and what was begun goes
 * on. No file stands under its name before it is whole and its checksum fits.
 * @throws with a remedy; also when `signal` fires, and then the same call later goes on from there
 */
export async function pullModel(name: string, settings: HubSettings, options: PullOptions): Promise<PulledModel> {
  const repo = parseRepoName(name);
  const revision = checkRevision(options.revision ?? "main");
  if (settings.isOffline) return findOffline(repo, revision, settings);
  const folder = repoFolder(settings.cache, repo);
  try {
    const lock = await lockFolder(folder, settings.patience, options.signal, options.onWait ?? (() => {}));
    try {
      return await pull(repo, revision, folder, settings, options);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw explainDiskError(error, settings.cache);
  }
}

async function pull(
  name: RepoName,
  revision: string,
  folder: string,
  settings: HubSettings,
  { files: patterns, signal, onProgress, onFile }: PullOptions,
): Promise<PulledModel> {
  const repo = await readHubRepo(name, revision, settings, signal);
  const names = chooseFiles(name, repo.files, patterns);
  const files: HubFile[] = [];
  for (const file of names) files.push(await readHubFile(repo, file, settings, signal));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  await checkRoom(folder, files);

  let [done, fetched] = [0, 0];
  for (const file of files) {
    let came = 0;
    let before: number | undefined;
    await fetchFile(folder, file, repo, settings, signal, (bytes) => {
      before ??= bytes;
      came = Math.max(came, bytes - before);
      onProgress?.({ file: file.name, done: done + bytes, total, fetched: fetched + came });
    });
    done += file.size;
    fetched += came;
    onFile?.({ name: file.name, bytes: file.size, fetched: came });
  }
  // Single files of a newer commit must not hide a whole model of an older one.
  if (patterns === undefined || (await readRef(folder, revision)) === undefined)
    await writeRef(folder, revision, repo.sha);
  return { folder: snapshotFolder(folder, repo.sha), files: names };
}

async function fetchFile(
  folder: string,
  file: HubFile,
  repo: HubRepo,
  settings: HubSettings,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const path = blobPath(folder, file.checksum.hex);
  await mkdir(dirname(path), { recursive: true });
  if (!(await isWhole(path, file))) {
    const wanted = describeWanted(repo.name, repo.revision, settings);
    await download({ file, wanted, path, onBytes }, settings, signal);
  }
  await placeBlob(path, join(snapshotFolder(folder, repo.sha), file.name));
}

/** A blob gets its name only after its checksum was seen to fit; one that was cut since is fetched anew. */
async function isWhole(blob: string, { size }: HubFile): Promise<boolean> {
  return size > 0 && (await bytesOf(blob)) === size;
}

async function checkRoom(folder: string, files: readonly HubFile[]): Promise<void> {
  let missing = 0;
  for (const file of files) {
    const path = blobPath(folder, file.checksum.hex);
    if (!(await isWhole(path, file))) missing += Math.max(0, file.size - (await bytesOf(partOf(path))));
  }
  await checkFreeSpace(folder, missing);
}

async function findOffline(repo: RepoName, revision: string, { cache }: HubSettings): Promise<PulledModel> {
  const folder = await findSnapshot(cache, repo, revision);
  if (folder === undefined)
    throw new Error(
      `${repo} at revision ${revision} is not in ${cache}, and offline nothing can be pulled. Run the same command once without --offline and HF_HUB_OFFLINE.`,
    );
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return { folder, files: files.map((file) => file.slice(folder.length + 1)).toSorted() };
}
