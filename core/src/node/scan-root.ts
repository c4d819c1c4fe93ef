import { lstat, realpath, stat } from "node:fs/promises";
import { join, normalize, resolve } from "node:path";

/** Where a scan starts: something that was asked for by name. */
export interface ScanRoot {
  /** As it was asked for, normalised; a glob gives the folder in front of its first wildcard. */
  readonly path: string;
  /** Absolute, links of the root itself resolved: a link that is named is followed. */
  readonly absolute: string;
  readonly kind: "file" | "folder" | "other";
  /** Absolute pattern that a file must match. */
  readonly glob?: string;
}

const wildcard = /[*?[\]{}]/;

/**
 * Looks an argument up: a file, a folder, or else a glob pattern.
 * @returns undefined when there is no such path. A glob whose folder exists is a root even when nothing matches it.
 */
export async function findScanRoot(argument: string, cwd: string): Promise<ScanRoot | undefined> {
  const found = await lookUp(normalize(argument), cwd);
  if (found !== undefined || !wildcard.test(argument)) return found;
  const parts = normalize(argument).split("/");
  const first = parts.findIndex((part) => wildcard.test(part));
  const folder = parts.slice(0, first).join("/") || (argument.startsWith("/") ? "/" : ".");
  const base = await lookUp(folder, cwd);
  if (base?.kind !== "folder") return undefined;
  return { ...base, glob: join(escapeGlob(base.absolute), ...parts.slice(first)) };
}

async function lookUp(path: string, cwd: string): Promise<ScanRoot | undefined> {
  const place = resolve(cwd, path);
  if ((await lstat(place).catch(() => undefined)) === undefined) return undefined;
  const shown = path.length > 1 ? path.replace(/\/$/, "") : path;
  try {
    const status = await stat(place);
    const kind = status.isFile() ? "file" : status.isDirectory() ? "folder" : "other";
    return { path: shown, absolute: await realpath(place), kind };
  } catch {
    // A link that leads nowhere, or round in a circle.
    return { path: shown, absolute: place, kind: "other" };
  }
}

const escapeGlob = (path: string): string => path.replace(/[*?[\]{}()!]/g, "\\$&");
