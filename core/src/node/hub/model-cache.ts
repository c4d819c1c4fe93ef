import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openAtomicFile } from "../write-atomically.ts";
import type { RepoName } from "./repo-name.ts";

/**
 * The folder of a repository in a cache, laid out as huggingface_hub does: `refs/main` holds the commit, `snapshots/<commit>/`
 * the files under their names, and `blobs/` their contents under their checksums, shared by the snapshots.
 */
export function repoFolder(cache: string, repo: RepoName): string {
  return join(cache, `models--${repo.replaceAll("/", "--")}`);
}

export const blobPath = (folder: string, checksum: string): string => join(folder, "blobs", checksum);

export const snapshotFolder = (folder: string, sha: string): string => join(folder, "snapshots", sha);

const commit = /^[\da-f]{40}$/;

/** The commit that a revision was when it was pulled last, where all of it was pulled. */
export async function readRef(folder: string, revision: string): Promise<string | undefined> {
  const sha = (await readFile(join(folder, "refs", revision), "utf8").catch(() => "")).trim();
  return commit.test(sha) ? sha : undefined;
}

/** Notes that everything of a revision is there. */
export async function writeRef(folder: string, revision: string, sha: string): Promise<void> {
  const path = join(folder, "refs", revision);
  await mkdir(dirname(path), { recursive: true });
  const file = await openAtomicFile(path);
  try {
    await file.write(sha);
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** The folder of a repository that was pulled at a revision, a commit among them. */
export async function findSnapshot(cache: string, repo: RepoName, revision: string): Promise<string | undefined> {
  const folder = repoFolder(cache, repo);
  const sha = (await readRef(folder, revision)) ?? (commit.test(revision) ? revision : undefined);
  if (sha === undefined) return undefined;
  const snapshot = snapshotFolder(folder, sha);
  const isThere = await stat(snapshot).then(
    (status) => status.isDirectory(),
    () => false,
  );
  return isThere ? snapshot : undefined;
}

/** Gives a blob its name in a snapshot, at once and whole. Nothing is copied where the file system has hard links. */
export async function placeBlob(blob: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await link(blob, temporary).catch(() => copyFile(blob, temporary));
    await rename(temporary, path);
  } finally {
    // It is still there when renaming failed, and when both names were links to one file already.
    await rm(temporary, { force: true });
  }
}

/** Bytes of a file; 0 when there is none. */
export async function bytesOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
