import type { WireJobFile } from "@whowrote/server/schema/job";
import { countOutcomes, type OutcomeCounts } from "./outcome.ts";

/** A folder with what its files came to, those of its folders among them. */
export interface FolderCounts {
  /** Without a slash at its end; "" for the whole job. */
  readonly path: string;
  /** The part of the path below the folder above; several parts where nothing lies between. */
  readonly name: string;
  readonly counts: OutcomeCounts;
  readonly files: number;
  /** By name. */
  readonly folders: readonly FolderCounts[];
}

interface Branch {
  readonly files: WireJobFile[];
  readonly folders: Map<string, Branch>;
}

/** Adds up files by folder. A folder of nothing but one folder is shown as one with it, as "src/main/java". */
export function rollUp(files: readonly WireJobFile[]): FolderCounts {
  const root = createBranch();
  for (const file of files) {
    let node = root;
    for (const name of file.path.split("/").slice(0, -1)) {
      let child = node.folders.get(name);
      if (child === undefined) node.folders.set(name, (child = createBranch()));
      node = child;
    }
    node.files.push(file);
  }
  return sumUp(root, "", "");
}

const createBranch = (): Branch => ({ files: [], folders: new Map() });

function sumUp(node: Branch, path: string, name: string): FolderCounts {
  const only = node.folders.size === 1 && node.files.length === 0 && path !== "" ? [...node.folders][0] : undefined;
  if (only !== undefined) return sumUp(only[1], `${path}/${only[0]}`, `${name}/${only[0]}`);
  const folders = [...node.folders]
    .map(([child, below]) => sumUp(below, path === "" ? child : `${path}/${child}`, child))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const own = countOutcomes(node.files);
  const counts = folders.reduce((sum, folder) => addCounts(sum, folder.counts), own);
  return { path, name, counts, folders, files: folders.reduce((sum, folder) => sum + folder.files, node.files.length) };
}

function addCounts(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const sum = { ...a };
  for (const outcome of Object.keys(b) as (keyof OutcomeCounts)[]) sum[outcome] += b[outcome];
  return sum;
}
