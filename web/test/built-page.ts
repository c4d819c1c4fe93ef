import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const web = resolve(import.meta.dirname, "..");
const sources = ["src", "public", "build", "index.html", "vite.config.ts"];
const builds = resolve(web, "../.cache/page");
const run = promisify(execFile);

/**
 * The page as its sources stand now, built once for all test files. `WHOWROTE_PAGE` names a page that was built elsewhere.
 * @returns its folder
 */
export async function builtPage(): Promise<string> {
  const given = process.env["WHOWROTE_PAGE"];
  if (given !== undefined) return resolve(given);
  const folder = join(builds, await stampOf(sources));
  if (existsSync(folder)) return folder;
  await mkdir(builds, { recursive: true });
  const old = await readdir(builds);
  const fresh = await mkdtemp(join(builds, "building-"));
  const vite = join(createRequire(import.meta.url).resolve("vite/package.json"), "../bin/vite.js");
  // Vitest's own NODE_ENV would give React's development build: slower, and a fifth larger.
  const env = { ...process.env, NODE_ENV: "production" };
  await run(process.execPath, [vite, "build", "--outDir", fresh, "--logLevel", "error"], { cwd: web, env });
  // Another test file may have been as quick: then its build is as good.
  await rename(fresh, folder).catch(async () => rm(fresh, { recursive: true, force: true }));
  const stale = old.filter((name) => !name.startsWith("building-"));
  await Promise.all(stale.map(async (name) => rm(join(builds, name), { recursive: true, force: true })));
  return folder;
}

/** Changes when a source is changed, added or taken away. */
async function stampOf(paths: readonly string[]): Promise<string> {
  const listed = await Promise.all(paths.map(async (path) => filesOf(join(web, path))));
  const stamps = await Promise.all(
    listed.flat().map(async (path) => {
      const { mtimeMs, size } = await stat(path);
      return `${path} ${mtimeMs} ${size}`;
    }),
  );
  return createHash("sha256").update(stamps.toSorted().join("\n")).digest("hex").slice(0, 16);
}

async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
