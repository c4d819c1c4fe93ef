import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listArchive, readArchiveFile } from "../../src/upload/archive.ts";
import { isText } from "../../src/upload/is-text.ts";
import { zipFiles } from "../../src/upload/zip-files.ts";

const long = `${"folder/".repeat(20)}ä-long-name.py`;
const contents: Readonly<Record<string, string>> = { "a.py": "x = 1\n", [long]: "y = 2\n" };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-archive-"));
  for (const [path, text] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const paths = Object.keys(contents);
const sorted = (entries: readonly { readonly path: string }[] | undefined): string[] | undefined =>
  entries?.map(({ path }) => path).toSorted();

test.each(["gnu", "posix", "ustar"])("a tar.gz in the format %s is listed, and a file of it read", async (format) => {
  const packed = join(folder, `${format}.tgz`);
  execFileSync("tar", ["-C", folder, `--format=${format}`, "-czf", packed, ...paths.map((path) => `./${path}`)]);
  const archive = new File([await readFile(packed)], "all.tar.gz");
  expect(sorted(await listArchive(archive))).toEqual(paths.toSorted());
  expect(Buffer.from((await readArchiveFile(archive, long))!).toString()).toBe(contents[long]);
  expect(await readArchiveFile(archive, "none.py")).toBeUndefined();
});

test("what is packed here can be listed, read and unpacked again", async () => {
  const files = Object.entries(contents).map(([path, text]) => ({ path, file: new File([text], path) }));
  const told: (readonly [number, number])[] = [];
  const blob = await zipFiles(files, (done, total) => told.push([done, total]));
  const archive = new File([blob], "all.zip");
  expect(sorted(await listArchive(archive))).toEqual(paths.toSorted());
  expect(Buffer.from((await readArchiveFile(archive, long))!).toString()).toBe(contents[long]);
  expect(Object.keys(unzipSync(new Uint8Array(await blob.arrayBuffer()))).toSorted()).toEqual(paths.toSorted());
  expect(told.at(-1)).toEqual([12, 12]);
});

test("an archive that is none is left to the server", async () => {
  expect(await listArchive(new File(["no zip"], "broken.zip"))).toBeUndefined();
  expect(await listArchive(new File([new Uint8Array([0x1f, 0x8b, 1, 2])], "broken.tgz"))).toBeUndefined();
});

test("a NUL near the beginning makes a file binary, unless it is UTF-16", async () => {
  expect(await isText(new Blob(["print(1)\n"]))).toBe(true);
  expect(await isText(new Blob(["ab\0c"]))).toBe(false);
  expect(await isText(new Blob([new Uint8Array([0xff, 0xfe, 0x61, 0])]))).toBe(true);
});
