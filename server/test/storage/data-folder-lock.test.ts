import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockDataFolder } from "../../src/storage/data-folder-lock.ts";
import { DataFolderInUseError } from "../../src/storage/storage-error.ts";
import { type Child, startChild } from "./child.ts";

const holdFolder = fileURLToPath(new URL("hold-folder.ts", import.meta.url));

describe("the lock of a data folder", () => {
  let folder = "";
  const children: Child[] = [];
  const start = (): Child => {
    const child = startChild(holdFolder, { WHOWROTE_DATA: folder });
    children.push(child);
    return child;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "whowrote-lock-"));
  });
  afterEach(async () => {
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(children.splice(0).map(async ({ ended }) => ended));
    rmSync(folder, { recursive: true, force: true });
  });

  test("refuses a folder that another process holds, by the names of both", async () => {
    const child = start();
    await child.printed(1);
    const refused = lockDataFolder(folder);
    await expect(refused).rejects.toThrow(DataFolderInUseError);
    await expect(refused).rejects.toThrow(`The data folder ${folder} is in use by process ${child.pid} (`);
  });

  test("is free as soon as its holder is killed", async () => {
    const child = start();
    await child.printed(1);
    child.kill("SIGKILL");
    await child.ended;
    expect(readFileSync(join(folder, "lock.json"), "utf8")).toContain(String(child.pid));
    (await lockDataFolder(folder)).release();
  });

  test("is not held by the note of a process that has gone and whose number another has now", async () => {
    (await lockDataFolder(folder)).release();
    writeFileSync(join(folder, "lock.json"), JSON.stringify({ pid: process.ppid, since: "2026-01-01T00:00:00.000Z" }));
    (await lockDataFolder(folder)).release();
    expect(() => readFileSync(join(folder, "lock.json"))).toThrow("ENOENT");
  });

  test("goes to one of many that want it at once", async () => {
    const racing = Array.from({ length: 5 }, start);
    const held = racing.map(async (child) => {
      await child.printed(1);
      return child;
    });
    const winner = await Promise.any(held);
    const losers = racing.filter((child) => child !== winner);
    expect(await Promise.all(losers.map(async ({ ended }) => ended))).toEqual([1, 1, 1, 1]);
    expect(losers.map(({ lines }) => lines.length)).toEqual([0, 0, 0, 0]);
    for (const { errors } of losers) expect(errors.join("\n")).toContain(`is in use by process ${winner.pid} `);
    await Promise.allSettled(held);
  });

  test("is had once within one process, too, and again after its release", async () => {
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toThrow(`process ${process.pid} `);
    lock.release();
    (await lockDataFolder(folder)).release();
  });

  test("says what to do when the folder cannot be made", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(lockDataFolder(join(file, "data"))).rejects.toThrow("cannot be made. Name one that can be written");
  });
});
