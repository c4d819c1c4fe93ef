import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import type { UploadLimits } from "../../src/job/bundle.ts";
import { readBundle, type IncomingFile } from "../../src/job/intake.ts";
import { bundleTexts } from "../../src/job/bundle/json.ts";
import { openUpload } from "../../src/job/open-upload.ts";
import { deleteOldSpools, openSpool } from "../../src/job/spool.ts";
import { readUploadRules } from "../../src/job/upload-rules.ts";
import type { JobOptions } from "../../src/job.ts";
import { Problem } from "../../src/problem.ts";
import { packTar, packTarGz, packZip, type TarEntry, type ZipEntry } from "./pack.ts";

const limits = { fileBytes: 1_000_000, archiveBytes: 5_000_000, unpackedBytes: 20_000_000, archiveFiles: 200 };
const code = "def add(a, b):\n    return a + b\n";

interface TakeOptions extends Partial<UploadLimits> {
  readonly contentType?: string;
  readonly options?: JobOptions;
}

async function take(
  body: Buffer,
  { contentType = "application/octet-stream", options = {}, ...changed }: TakeOptions = {},
): Promise<IncomingFile[]> {
  const own = { ...limits, ...changed };
  const { bundle } = await openUpload(contentType, inPieces(body), own);
  const files: IncomingFile[] = [];
  try {
    for await (const file of readBundle(bundle, options, own)) files.push(file);
  } finally {
    await bundle.close();
  }
  return files;
}

/** As a network delivers it: boundaries of parts and headers fall into the middle of pieces. */
async function* inPieces(body: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += 977) yield await Promise.resolve(body.subarray(at, at + 977));
}

const said = (files: readonly IncomingFile[]): Record<string, string> =>
  Object.fromEntries(files.map((file) => [file.path, "skip" in file ? file.skip : "judged"]));

const zip = async (...entries: ZipEntry[]) => said(await take(packZip(entries)));
const tar = async (...entries: TarEntry[]) => said(await take(await packTarGz(entries)));

async function refusal(promise: Promise<unknown>): Promise<{ status: number; detail: string }> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error("It was not refused.", { cause: error });
  return { status: error.status, detail: error.message };
}

describe("An archive", () => {
  it("gives the text and the language of its files in its order", async () => {
    const entries = [
      { name: "b/two.go", content: "package b\r\n" },
      { name: "a.py", content: `\ufeff${code}` },
    ];
    const expected = [
      { path: "b/two.go", text: "package b\n", language: "go" },
      { path: "a.py", text: code, language: "python" },
    ];
    expect(await take(packZip(entries))).toEqual(expected);
    expect(await take(await packTar(entries))).toEqual(expected);
    expect(await take(await packTarGz(entries))).toEqual(expected);
  });

  it.each([
    ["../../etc/cron.d/evil.py", "its path leads out of the upload"],
    ["a/../../evil.py", "its path leads out of the upload"],
    ["..\\..\\evil.py", "its path leads out of the upload"],
    ["/etc/evil.py", "absolute path"],
    ["C:\\Windows\\evil.py", "absolute path"],
    ["\\\\host\\share\\evil.py", "absolute path"],
    ["a\u0001b.py", "control characters in its name"],
    [`${"a/".repeat(70)}b.py`, "nested deeper than 64 folders"],
    [`${"a".repeat(1001)}.py`, "its name is longer than 1000 characters"],
  ])("skips %j, whose name would lead astray", async (name, reason) => {
    expect(Object.values(await zip({ name, content: code }, { name: "good.py", content: code }))).toEqual([
      reason,
      "judged",
    ]);
    expect(Object.values(await tar({ name, content: code }, { name: "good.py", content: code }))).toEqual([
      reason,
      "judged",
    ]);
  });

  it("never shows a control character of a name that it skips", async () => {
    expect(Object.keys(await zip({ name: "a\u0000\u001b[2Jb.py", content: code }))).toEqual(["a\ufffd\ufffd[2Jb.py"]);
  });

  it("skips links, devices and what is no file", async () => {
    expect(
      await tar(
        { name: "link.py", type: "symlink", linkname: "/etc/passwd" },
        { name: "hard.py", type: "link", linkname: "/etc/passwd" },
        { name: "disk.py", type: "block-device" },
        { name: "tty.py", type: "character-device" },
        { name: "pipe.py", type: "fifo" },
        { name: "folder", type: "directory" },
        { name: "good.py", content: code },
      ),
    ).toEqual({
      "link.py": "symbolic link",
      "hard.py": "hard link",
      "disk.py": "not a regular file",
      "tty.py": "not a regular file",
      "pipe.py": "not a regular file",
      "good.py": "judged",
    });
    expect(
      await zip(
        { name: "link.py", content: "/etc/passwd", mode: 0o120777 },
        { name: "disk.py", mode: 0o060644 },
        { name: "good.py", content: code },
      ),
    ).toEqual({ "link.py": "symbolic link", "disk.py": "not a regular file", "good.py": "judged" });
  });

  it("skips entries of a zip file that are encrypted, damaged, of a strange method or bombs", async () => {
    expect(
      await zip(
        { name: "secret.py", content: code, flags: 0x801 },
        { name: "wrong-sum.py", content: code, crc: 1 },
        { name: "lies.py", content: code.repeat(10), declaredSize: 20 },
        { name: "lzma.py", content: code, method: 14 },
        { name: "bomb.py", content: Buffer.alloc(900_000) },
        { name: "good.py", content: code },
      ),
    ).toEqual({
      "secret.py": "encrypted",
      "wrong-sum.py": "damaged in the archive",
      "lies.py": "damaged in the archive",
      "lzma.py": "packed by a method that is not read (14)",
      "bomb.py": "packed far more than code can be",
      "good.py": "judged",
    });
  });

  it("skips a name that is not valid in its encoding, and reads old ones", async () => {
    const latin = Buffer.from([0x84, 0x2e, 0x70, 0x79]);
    expect(await zip({ name: latin, content: code })).toEqual({ "\ufffd.py": "its name is not valid UTF-8" });
    expect(await zip({ name: latin, content: code, flags: 0 })).toEqual({ "ä.py": "judged" });
    expect(await zip({ name: "ä.py", content: code, flags: 0 })).toEqual({ "ä.py": "judged" });
  });

  it("skips the second file of the same path", async () => {
    const files = await take(
      packZip([
        { name: "a.py", content: code },
        { name: "./a.py", content: "other = 1\n" },
      ]),
    );
    expect(files).toEqual([
      { path: "a.py", text: code, language: "python" },
      { path: "a.py", skip: "another file of the upload has the same path" },
    ]);
  });

  it("leaves out what a scan leaves out, whole folders as one, and does not open archives in it", async () => {
    const entries = [
      { name: "src/a.py", content: code },
      { name: "src/made.py", content: `# Code generated by a tool. DO NOT EDIT.\n${code}` },
      { name: "src/ignored.py", content: code },
      { name: "src/tmp/x.py", content: code },
      { name: "src/kept.log.py", content: code },
      { name: "node_modules/x/index.js", content: code },
      { name: "node_modules/y/index.js", content: code },
      { name: ".git/hooks/a.py", content: code },
      { name: "package-lock.json", content: "{}" },
      { name: "app.min.js", content: code },
      { name: "photo.png", content: "\x89PNG" },
      { name: "blob.py", content: "a\0b" },
      { name: "empty.py", content: " \n" },
      { name: "big.py", content: "x = 1\n".repeat(200_000) },
      { name: "more.zip", content: packZip([]) },
      { name: "LICENSE", content: "MIT" },
      // Rules hold for what came before them too.
      { name: "src/.gitignore", content: "ignored.py\n/tmp/\n*.log.py\n!kept.log.py\n" },
    ];
    const expected = {
      "src/a.py": "judged",
      "src/made.py": "generated",
      "src/ignored.py": "ignored by git",
      "src/tmp/": "ignored by git",
      "src/kept.log.py": "judged",
      "node_modules/": "vendored or build output",
      "package-lock.json": "lock file or snapshot",
      "app.min.js": "minified",
      "photo.png": "unknown language",
      "blob.py": "binary",
      "empty.py": "empty",
      "big.py": "larger than 1000000 bytes",
      "more.zip": "an archive inside the upload",
      LICENSE: "unknown language",
      "src/.gitignore": "unknown language",
    };
    expect(await tar(...entries)).toEqual(expected);
    expect(await zip(...entries.map((entry) => (entry.name === "big.py" ? { ...entry, method: 0 } : entry)))).toEqual(
      expected,
    );
  });

  it("with rules made to take for ever is judged by as many of them as can be followed", async () => {
    const rules = Array.from({ length: 60 }, (_, number) => `**/a/**/deep${number}.py`);
    const deep = "a/".repeat(60);
    const files = [`${deep}deep1.py`, `${deep}deep59.py`, "plain.py"];
    const kept = await zip(
      { name: ".gitignore", content: `${rules.join("\n")}\nplain.py\n` },
      ...files.map((name) => ({ name, content: code })),
    );
    expect(files.map((name) => kept[name])).toEqual(["ignored by git", "judged", "ignored by git"]);
  });

  it("is judged whole when everything is asked for, and only in the languages asked for", async () => {
    const body = packZip([
      { name: "node_modules/a.py", content: code },
      { name: "b.go", content: "package b\n" },
    ]);
    expect(said(await take(body, { options: { all: true, languages: ["python"] } }))).toEqual({
      "node_modules/a.py": "judged",
      "b.go": "language not asked for",
    });
  });
});

describe("An upload is refused", () => {
  it("when it is a bomb of one gzip stream", async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000));
    expect(await refusal(take(bomb, { unpackedBytes: 100_000_000 }))).toMatchObject({
      status: 422,
      detail: expect.stringContaining("bomb") as string,
    });
  });

  it("when it unpacks to more bytes than are taken, whatever it says of itself", async () => {
    const noise = Array.from({ length: 60 }, (_, index) => ({
      name: `${index}.py`,
      content:
        `x = "${Buffer.from(Array.from({ length: 3000 }, (__, at) => (at * 7919 + index) % 251)).toString("base64")}"\n`.repeat(
          8,
        ),
    }));
    for (const body of [packZip(noise), await packTarGz(noise)])
      expect(await refusal(take(body, { unpackedBytes: 1_000_000 }))).toMatchObject({ status: 413 });
  });

  it("when it has more files or bytes than are taken", async () => {
    const many = Array.from({ length: 201 }, (_, index) => ({ name: `${index}.py`, content: code }));
    expect(await refusal(take(packZip(many)))).toMatchObject({ status: 413 });
    expect(await refusal(take(await packTarGz(many)))).toMatchObject({ status: 413 });
    expect(await refusal(take(Buffer.alloc(6000), { archiveBytes: 5000 }))).toMatchObject({ status: 413 });
  });

  it("when it is broken or cut off", async () => {
    const whole = packZip([{ name: "a.py", content: code }]);
    expect(await refusal(take(whole.subarray(0, -10)))).toMatchObject({ status: 422 });
    const packed = await packTarGz([{ name: "a.py", content: code.repeat(100) }]);
    expect(await refusal(take(packed.subarray(0, -30)))).toMatchObject({ status: 422 });
    expect(await refusal(take(gzipSync("no tar at all")))).toMatchObject({ status: 422 });
  });

  it("when it is of another kind", async () => {
    expect(await refusal(take(Buffer.from("7z\xbc\xaf\x27\x1c")))).toMatchObject({ status: 415 });
    expect(await refusal(take(Buffer.alloc(0)))).toMatchObject({ status: 415 });
  });

  it("without leaving anything behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "whowrote-test-"));
    vi.stubEnv("TMPDIR", folder);
    await refusal(take(gzipSync("no tar at all")));
    await refusal(take(Buffer.alloc(6000), { archiveBytes: 5000 }));
    await take(packZip([{ name: "a.py", content: code }]));
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
});

describe("A form", () => {
  const contentType = 'multipart/form-data; boundary="b-1"';
  const part = (disposition: string, content: string | Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`--b-1\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: text/plain\r\n\r\n`),
      Buffer.from(content),
      Buffer.from("\r\n"),
    ]);
  const end = Buffer.from("--b-1--\r\n");

  it("gives its files, whatever they hold", async () => {
    const tricky = `${code}\r\n--b-\r\n--b-2\r\n`.repeat(200);
    const body = Buffer.concat([
      part('name="options"', "{}"),
      part('name="files"; filename="src/a.py"', tricky),
      part('name="files"; filename="say %22hi%22.py"', code),
      part('name="files"; filename="../b.py"', code),
      end,
    ]);
    expect(await take(body, { contentType })).toEqual([
      { path: "src/a.py", text: tricky.replaceAll("\r\n", "\n"), language: "python" },
      { path: 'say "hi".py', text: code, language: "python" },
      { path: "../b.py", skip: "its path leads out of the upload" },
    ]);
  });

  it("gives the files of the one archive in it", async () => {
    const body = Buffer.concat([
      part('name="archive"; filename="code.zip"', packZip([{ name: "a.py", content: code }])),
      end,
    ]);
    expect(said(await take(body, { contentType }))).toEqual({ "a.py": "judged" });
  });

  it("gives its options", async () => {
    const body = Buffer.concat([part('name="options"', '{"all":true}'), part('name="f"; filename="a.py"', code), end]);
    const { bundle, options } = await openUpload(contentType, inPieces(body), limits);
    await bundle.close();
    expect(options).toBe('{"all":true}');
  });

  it("is refused when it holds no file", async () => {
    const body = Buffer.concat([part('name="options"', "{}"), end]);
    expect(await refusal(take(body, { contentType }))).toMatchObject({ status: 422 });
  });

  it("is refused when it is cut off, or has endless headers", async () => {
    const cut = part('name="f"; filename="a.py"', code);
    expect(await refusal(take(cut, { contentType }))).toMatchObject({ status: 422 });
    const endless = Buffer.from(`--b-1\r\nContent-Disposition: ${"x".repeat(40_000)}`);
    expect(await refusal(take(endless, { contentType }))).toMatchObject({ status: 422 });
  });
});

it("Rules that take longer than they may refuse the upload", async () => {
  const rules = await readUploadRules(bundleTexts([{ path: ".gitignore", code: "a.py\n" }]), 0);
  expect(() => rules.leavesOut("a.py", false)).toThrow(Problem);
});

it("Uploads that a killed process left behind are deleted when they are hours old", async () => {
  const folder = mkdtempSync(join(tmpdir(), "whowrote-test-"));
  vi.stubEnv("TMPDIR", folder);
  try {
    const { file } = await openSpool(100);
    await file.close();
    await deleteOldSpools();
    expect(readdirSync(folder)).toHaveLength(1);
    await deleteOldSpools(Date.now() + 3 * 3_600_000);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  }
});
