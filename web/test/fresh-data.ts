import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "core/bin/whowrote.js");
const kept = join(root, ".cache/page-data");
const run = promisify(execFile);

/** Runs a command of whowrote on a data folder that no server has open. @returns what it writes */
export async function runOn(data: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [program, ...words], {
    env: { ...process.env, WHOWROTE_DATA: data },
  });
  return stdout.trim();
}

/**
 * A data folder with an empty database, for the caller to remove. To make one takes a new PostgreSQL cluster and all migrations,
 * which is most of a server's first start; so it is made once, and copied.
 */
export async function freshData(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "whowrote-page-"));
  await cp(await emptyDatabase(), join(folder, "database"), { recursive: true });
  return folder;
}

async function emptyDatabase(): Promise<string> {
  const folder = join(kept, await stampOfTables());
  if (!existsSync(folder)) {
    await mkdir(kept, { recursive: true });
    const made = await mkdtemp(join(kept, "making-"));
    await runOn(made, "keys", "list");
    // Another test file may have been as quick: then its database is as good.
    await rename(made, folder).catch(async () => rm(made, { recursive: true, force: true }));
  }
  return join(folder, "database");
}

/** Changes with the tables and with the database they are kept in. */
async function stampOfTables(): Promise<string> {
  const storage = join(root, "server/src/storage");
  const names = (await readdir(storage, { recursive: true })).filter((name) => name.endsWith(".ts")).toSorted();
  const texts = await Promise.all([
    ...names.map(async (name) => readFile(join(storage, name), "utf8")),
    readFile(join(root, "server/package.json"), "utf8"),
  ]);
  return createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 16);
}
