import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAtomicFile } from "../../src/node/write-atomically.ts";
import { writeTree } from "./folder-tree.ts";

test("the old file stays until the new one is whole", async () => {
  const root = writeTree({ "report.txt": "old" });
  const file = await openAtomicFile(join(root, "report.txt"));
  await file.write("new ");
  expect(readFileSync(join(root, "report.txt"), "utf8")).toBe("old");
  await file.write("text");
  await file.commit();
  expect(readFileSync(join(root, "report.txt"), "utf8")).toBe("new text");
  expect(readdirSync(root)).toEqual(["report.txt"]);
});

test("a discarded file leaves nothing behind", async () => {
  const root = writeTree({ "report.txt": "old" });
  const file = await openAtomicFile(join(root, "report.txt"));
  await file.write("new");
  await file.discard();
  expect(readdirSync(root)).toEqual(["report.txt"]);
  expect(readFileSync(join(root, "report.txt"), "utf8")).toBe("old");
});

test("a link stays a link and its target is written", async () => {
  const root = writeTree({ "real.txt": "old" });
  symlinkSync("real.txt", join(root, "link.txt"));
  const file = await openAtomicFile(join(root, "link.txt"));
  await file.write("new");
  await file.commit();
  expect(readFileSync(join(root, "real.txt"), "utf8")).toBe("new");
});

test("what is no file, or in no folder, is refused", async () => {
  const root = writeTree({});
  mkdirSync(join(root, "folder"));
  await expect(openAtomicFile(join(root, "folder"))).rejects.toThrow("not a regular file");
  await expect(openAtomicFile("/dev/null")).rejects.toThrow("not a regular file");
  await expect(openAtomicFile(join(root, "gone/report.txt"))).rejects.toThrow("its folder is missing");
});

test("a private file stays private, and so does what is written before it takes its place", async () => {
  const root = writeTree({ "report.txt": "old" });
  chmodSync(join(root, "report.txt"), 0o600);
  const file = await openAtomicFile(join(root, "report.txt"));
  for (const name of readdirSync(root)) expect(statSync(join(root, name)).mode & 0o777).toBe(0o600);
  await file.commit();
  expect(statSync(join(root, "report.txt")).mode & 0o777).toBe(0o600);
});

test("no link that was laid beforehand is written through", async () => {
  const root = writeTree({ "report.txt": "old", "victim.txt": "mine" });
  symlinkSync("victim.txt", join(root, `.report.txt.${process.pid}.tmp`));
  const file = await openAtomicFile(join(root, "report.txt"));
  await file.write("new");
  await file.commit();
  expect(readFileSync(join(root, "victim.txt"), "utf8")).toBe("mine");
});
