import { isVendoredFolder, skipReasons } from "whowrote/node/skip";
import { english } from "../text/english.ts";
import type { FilePick, PickedFile, SkippedPath } from "./picked-file.ts";
import type { PickSource } from "./pick-source.ts";

const { skips } = english.batch;

interface GatherOptions {
  /** Also what others wrote and what a build made. */
  readonly all: boolean;
  readonly signal: AbortSignal;
  /** Told now and then, with the files found so far. */
  readonly onProgress: (files: number) => void;
}

/**
 * Finds the files of what was chosen. Folders that are not judged are not walked: they stand as one skipped path each. A single
 * folder is the root, so that its own name decides nothing; of several ones each keeps its name.
 */
export async function gatherFiles(source: PickSource, options: GatherOptions): Promise<FilePick> {
  const gathered = source.kind === "files" ? gatherChosen(source.files, options) : await gatherDropped(source, options);
  return { ...gathered, files: gathered.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

function gatherChosen(files: readonly File[], { all }: GatherOptions): FilePick {
  const pathOf = (file: File): string => file.webkitRelativePath || file.name;
  const areLoose = files.every(({ webkitRelativePath }) => webkitRelativePath === "");
  const roots = new Set(files.map((file) => pathOf(file).split("/", 1)[0]));
  const rootLength = !areLoose && roots.size === 1 ? ([...roots][0] ?? "").length + 1 : 0;
  const picked: PickedFile[] = [];
  const skipped = new Map<string, SkippedPath>();
  for (const file of files) {
    const path = pathOf(file).slice(rootLength);
    const hidden = hiddenFolder(path, all);
    if (hidden === undefined) picked.push({ path, file });
    else skipped.set(hidden.path, hidden);
  }
  return { files: picked, skipped: [...skipped.values()], areLoose };
}

/** The outermost folder that hides a file. */
function hiddenFolder(path: string, all: boolean): SkippedPath | undefined {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
    const reason = skipFolder(path.slice(path.lastIndexOf("/", end - 1) + 1, end), all);
    if (reason !== undefined) return { path: path.slice(0, end + 1), reason };
  }
  return undefined;
}

function skipFolder(name: string, all: boolean): string | undefined {
  if (name === ".git") return skips.git;
  return !all && isVendoredFolder(name) ? skipReasons.vendored : undefined;
}

async function gatherDropped(
  { entries }: Extract<PickSource, { kind: "entries" }>,
  { all, signal, onProgress }: GatherOptions,
): Promise<FilePick> {
  const files: PickedFile[] = [];
  const skipped: SkippedPath[] = [];
  const only = entries.length === 1 ? entries[0] : undefined;
  const rootLength = only?.isDirectory === true ? only.fullPath.length + 1 : 1;
  const pathOf = ({ fullPath }: FileSystemEntry): string => fullPath.slice(rootLength);
  const take = async (entry: FileSystemEntry): Promise<void> => {
    const path = pathOf(entry);
    const file = await openFile(entry as FileSystemFileEntry);
    if (file === undefined) skipped.push({ path, reason: skipReasons.unreadable });
    else files.push({ path, file });
  };
  // The files of one folder at once, the folders one after the other.
  const walk = async (children: readonly FileSystemEntry[], areRoots: boolean): Promise<void> => {
    signal.throwIfAborted();
    await Promise.all(children.filter(({ isFile }) => isFile).map(take));
    onProgress(files.length);
    for (const folder of children.filter(isFolder)) {
      const reason = areRoots ? undefined : skipFolder(folder.name, all);
      if (reason === undefined) await walk(await listFolder(folder), false);
      else skipped.push({ path: `${pathOf(folder)}/`, reason });
    }
  };
  await walk(entries, true);
  return { files, skipped, areLoose: entries.every(({ isFile }) => isFile) };
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A folder that may not be read is as if it were empty. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // Some at a time, and none at the end (File and Directory Entries API, section 7.3).
    const some = await new Promise<readonly FileSystemEntry[]>((tell) => reader.readEntries(tell, () => tell([])));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const openFile = async (entry: FileSystemFileEntry): Promise<File | undefined> =>
  new Promise((tell) => entry.file(tell, () => tell(undefined)));
