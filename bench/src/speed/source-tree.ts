import { globSync } from "node:fs";
import { copyFile, mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { languageOfPath } from "whowrote/language/by-path";
import type { LanguageId } from "whowrote/language";

/** Readable sources among what npm installs for this project. */
const packageFolders = [
  "zod/src",
  "hyparquet/src",
  "commander/lib",
  "csv-parse/lib",
  "postcss/lib",
  "picomatch/lib",
  "cli-table3/src",
  "chai",
  "ignore",
  "yaml/dist",
  "vitest/dist",
  ...["c", "cpp", "c-sharp", "go", "java", "javascript", "php", "python", "ruby", "rust", "typescript"].map(
    (language) => `tree-sitter-${language}`,
  ),
];
const largestFile = 1_000_000;

export interface SourceTree {
  readonly folder: string;
  /** Absolute, sorted. */
  readonly files: readonly string[];
  /** The one of median size. */
  readonly ordinaryFile: string;
  readonly bytes: number;
  /** Number of files by language, most first. */
  readonly languages: readonly (readonly [LanguageId, number])[];
}

/**
 * Copies the sources of known packages from `modules` (a node_modules folder) into `folder`, one folder for each package, so
 * that a scan does not take them for vendored. Type declarations and minified files are no sources.
 */
export async function copySourceTree(modules: string, folder: string): Promise<SourceTree> {
  for (const packageFolder of packageFolders)
    for (const path of globSync("**/*", { cwd: join(modules, packageFolder) })) {
      const from = join(modules, packageFolder, path);
      if (!isSource(path) || /(^|\/)node_modules\//.test(path)) continue;
      const found = await stat(from);
      if (!found.isFile() || found.size > largestFile || found.size === 0) continue;
      const to = join(folder, packageFolder.split("/")[0]!, path.replaceAll("/", "__"));
      await mkdir(dirname(to), { recursive: true });
      await copyFile(from, to);
    }
  return readSourceTree(folder);
}

/** Describes a folder that is there already. */
export async function readSourceTree(folder: string): Promise<SourceTree> {
  const files = globSync("**/*", { cwd: folder }).filter(isSource).sort();
  if (files.length === 0)
    throw new Error(`There is no source file in ${folder}. Run npm ci, or name a folder with --tree.`);
  const counts = Map.groupBy(files, (path) => languageOfPath(path)!);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  const bySize = files.map((_, at) => at).sort((a, b) => sizes[a]! - sizes[b]! || a - b);
  return {
    folder,
    files: files.map((file) => join(folder, file)),
    ordinaryFile: join(folder, files[bySize[Math.floor(bySize.length / 2)]!]!),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    languages: [...counts]
      .map(([language, own]) => [language, own.length] as const)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  };
}

const isSource = (path: string): boolean =>
  languageOfPath(path) !== undefined && !/\.d\.[cm]?ts$|[.-]min\.[cm]?js$/.test(path);
