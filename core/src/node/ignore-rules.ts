import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { readRegularFile } from "./regular-file.ts";

/** The rules of every .gitignore from the repository's root down to one folder; a later rule wins, as in git. */
export interface IgnoreRules {
  /** Absolute; the rules' paths are relative to it. */
  readonly base: string;
  readonly rules: Ignore;
}

const maximumIgnoreFileBytes = 1_000_000;

/**
 * Reads the rules that hold inside `folder`: .git/info/exclude and each .gitignore from the repository's root to
 * `folder`, or only the folder's own when it is in no repository, or is itself ignored there (someone asked for it by name).
 */
export function readIgnoreRules(folder: string): IgnoreRules {
  const base = findRepository(folder);
  const alone = () => extendIgnoreRules({ base: folder, rules: createRules() }, folder);
  if (base === undefined) return alone();
  let rules: IgnoreRules = { base, rules: createRules().add(patternsIn(findExcludeFile(base), "")) };
  rules = extendIgnoreRules(rules, base);
  let current = base;
  for (const name of relative(base, folder).split(sep).filter(Boolean)) {
    current = join(current, name);
    if (isIgnored(rules, current, true)) return alone();
    rules = extendIgnoreRules(rules, current);
  }
  return rules;
}

/** Adds a folder's own .gitignore, if there is one. */
export function extendIgnoreRules(outer: IgnoreRules, folder: string): IgnoreRules {
  return addPatterns(outer, patternsIn(join(folder, ".gitignore"), toRulePath(outer.base, folder)));
}

/** No rules, for files that are not on disk: their paths begin with the slash that is the base. */
export const noIgnoreRules = (): IgnoreRules => ({ base: "/", rules: createRules() });

/** Adds the text of a .gitignore that stands in `folder`, a path with the base in front. */
export function addIgnoreRules(outer: IgnoreRules, folder: string, text: string): IgnoreRules {
  return addPatterns(outer, patternsOf(text, toRulePath(outer.base, folder)));
}

function addPatterns(outer: IgnoreRules, patterns: string[]): IgnoreRules {
  if (patterns.length === 0) return outer;
  return { base: outer.base, rules: createRules().add(outer.rules).add(patterns) };
}

/** Whether git would leave out this file or folder (absolute path inside the base). */
export function isIgnored({ base, rules }: IgnoreRules, path: string, isFolder: boolean): boolean {
  const inside = toRulePath(base, path);
  return inside !== "" && rules.ignores(isFolder ? `${inside}/` : inside);
}

const createRules = (): Ignore => ignore({ ignoreCase: false });
const toRulePath = (base: string, path: string): string => relative(base, path).split(sep).join("/");

function findRepository(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/** In a linked worktree or a submodule .git is a file that names the folder, and that may name the shared one. */
function findExcludeFile(repository: string): string {
  let folder = join(repository, ".git");
  const pointer = /^gitdir: (.+)/.exec(readText(folder))?.[1];
  if (pointer !== undefined) folder = resolve(repository, pointer.trim());
  const shared = readText(join(folder, "commondir")).trim();
  return join(resolve(folder, shared), "info", "exclude");
}

const patternsIn = (file: string, folder: string): string[] => patternsOf(readText(file), folder);

/** The patterns of a rule file that stands in `folder`, rewritten so that they hold from the base. */
function patternsOf(text: string, folder: string): string[] {
  const prefix = folder === "" ? "" : `/${folder.replace(/[\\[\]*?!#]/g, "\\$&")}`;
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#") && isCheap(line))
    .map((line) => {
      if (prefix === "") return line;
      const negation = line.startsWith("!") ? "!" : "";
      const pattern = line.slice(negation.length);
      // Without a slash before its end a pattern holds at any depth.
      const anchored = pattern.replace(/\s+$/, "").slice(0, -1).includes("/");
      return `${negation}${prefix}${anchored ? "" : "/**"}/${pattern.replace(/^\//, "")}`;
    });
}

/**
 * Matching time grows with a power of the number of stars, above all of `**` inside a pattern: one with four of them takes
 * seconds for one path of sixty folders. A rule file must not be able to stop a scan.
 */
const isCheap = (pattern: string): boolean =>
  pattern.split("*").length <= 11 && (pattern.match(/\*{2,}(?=[^*])/g) ?? []).length <= 2;

/** Nothing when the file is missing, unreadable or no regular file: git reads it so too. */
function readText(path: string): string {
  try {
    const part = readRegularFile(path, maximumIgnoreFileBytes);
    return part === undefined ? "" : new TextDecoder().decode(part.bytes);
  } catch {
    return "";
  }
}
