import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, matchesGlob } from "node:path";
import { languageOfPath } from "../language/by-path.ts";
import { extendIgnoreRules, isIgnored, readIgnoreRules, type IgnoreRules } from "./ignore-rules.ts";
import type { ScanRoot } from "./scan-root.ts";
import { isVendoredFolder, skipByName, type SkipReason } from "./skip.ts";

/** A file to look at, or a file or folder that is left out with the reason. */
export interface WalkEntry {
  /** As reports show it: what was asked for, joined with the way from there. */
  readonly path: string;
  readonly absolute: string;
  /** Asked for by its own name, so neither .gitignore nor a vendored folder hides it. */
  readonly named: boolean;
  readonly isFolder: boolean;
  readonly skip?: SkipReason;
}

export interface WalkOptions {
  /** Looks also at what is ignored, vendored, generated or minified by name. */
  readonly all: boolean;
}

interface Folder {
  readonly path: string;
  readonly absolute: string;
  /** Its own .gitignore among them. */
  readonly rules: IgnoreRules;
}

/**
 * Yields what lies under the roots, each root's files sorted by path. Memory holds one folder's names per level.
 * Symbolic links are never followed, so a walk cannot leave its root nor go round in circles. No file is opened but rule files.
 */
export async function* walk(roots: readonly ScanRoot[], options: WalkOptions): AsyncGenerator<WalkEntry, void> {
  const namedFiles = new Set(roots.filter(({ kind }) => kind === "file").map(({ absolute }) => absolute));
  const seen = new Set<string>();
  for (const root of roots) {
    for await (const entry of walkRoot(root, options)) {
      // Only overlapping roots can meet a file twice; where a folder would skip it, its own name counts.
      const { path, absolute } = entry;
      if (seen.has(absolute)) continue;
      if (roots.length > 1) seen.add(absolute);
      yield namedFiles.has(absolute) ? { path, absolute, named: true, isFolder: false } : entry;
    }
  }
}

async function* walkRoot(root: ScanRoot, options: WalkOptions): AsyncGenerator<WalkEntry, void> {
  const { path, absolute } = root;
  if (root.kind !== "folder") {
    yield { path, absolute, named: true, isFolder: false, ...(root.kind === "other" && { skip: "notRegular" }) };
    return;
  }
  const rules = readIgnoreRules(absolute);
  const stack = [await openFolder({ path, absolute, rules })];
  while (stack.length > 0) {
    const next = stack.at(-1)!.next();
    if (next.done) {
      stack.pop();
      continue;
    }
    const entry = next.value;
    if ("rules" in entry) stack.push(await openFolder(entry));
    else if (entry.isFolder || root.glob === undefined || matchesGlob(entry.absolute, root.glob)) yield entry;
  }

  async function openFolder(folder: Folder): Promise<Iterator<Folder | WalkEntry, void>> {
    try {
      return listFolder(folder, await readdir(folder.absolute, { withFileTypes: true }), options);
    } catch {
      return [
        { path: folder.path, absolute: folder.absolute, named: false, isFolder: true, skip: "unreadable" } as const,
      ].values();
    }
  }
}

function* listFolder(folder: Folder, children: Dirent[], options: WalkOptions): Generator<Folder | WalkEntry, void> {
  const { rules } = folder;
  // A folder sorts with the slash that follows it in the paths of its files, so that all paths come out sorted.
  const key = (child: Dirent): string => (child.isDirectory() ? `${child.name}/` : child.name);
  children.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  for (const child of children) {
    const path = folder.path === "." ? child.name : join(folder.path, child.name);
    const absolute = join(folder.absolute, child.name);
    const isFolder = child.isDirectory();
    if (isFolder && child.name === ".git") continue;
    const skip = skipEntry(child, absolute, rules, options);
    if (skip === undefined && isFolder) yield { path, absolute, rules: extendIgnoreRules(rules, absolute) };
    else yield { path, absolute, named: false, isFolder, ...(skip && { skip }) };
  }
}

function skipEntry(child: Dirent, absolute: string, rules: IgnoreRules, { all }: WalkOptions): SkipReason | undefined {
  if (child.isSymbolicLink()) return "symbolicLink";
  if (child.isDirectory()) {
    if (all) return undefined;
    if (isVendoredFolder(child.name)) return "vendored";
    return isIgnored(rules, absolute, true) ? "ignored" : undefined;
  }
  if (!child.isFile()) return "notRegular";
  if (!all && isIgnored(rules, absolute, false)) return "ignored";
  const byName = skipByName(child.name);
  if (byName !== undefined && (byName === "lockFile" || !all)) return byName;
  // A file without a dot in its name may still be a script that names its interpreter.
  if (child.name.includes(".") && languageOfPath(child.name) === undefined) return "unknownLanguage";
  return undefined;
}
