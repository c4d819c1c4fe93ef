import { decode } from "whowrote/node/decode";
import { listArchive, readArchiveFile } from "./archive.ts";
import { isText } from "./is-text.ts";
import type { FileText, UploadAnswers, UploadOrder, UploadReport } from "./upload-order.ts";
import type { PickedFile } from "./picked-file.ts";
import { zipFiles } from "./zip-files.ts";

const tell = (report: UploadReport): void => self.postMessage(report);
const progress = (done: number, total: number): void => tell({ kind: "progress", done, total });

self.addEventListener("message", ({ data }: MessageEvent<UploadOrder>) => {
  follow(data).then(
    (answer) => tell({ kind: "answer", answer }),
    (error: unknown) => tell({ kind: "error", message: error instanceof Error ? error.message : String(error) }),
  );
});

async function follow(order: UploadOrder): Promise<UploadAnswers[keyof UploadAnswers]> {
  switch (order.kind) {
    case "inspect":
      return findBinary(order.files);
    case "list":
      return listArchive(order.archive);
    case "zip":
      return zipFiles(order.files, progress);
    case "read":
      return readTexts(order.files);
    case "extract":
      return textOf(await readArchiveFile(order.archive, order.path));
  }
}

const filesAtOnce = 100;

async function findBinary(files: readonly PickedFile[]): Promise<readonly string[]> {
  const binary: string[] = [];
  for (let at = 0; at < files.length; at += filesAtOnce) {
    const some = files.slice(at, at + filesAtOnce);
    const areText = await Promise.all(some.map(async ({ file }) => isText(file)));
    binary.push(...some.filter((_, index) => areText[index] === false).map(({ path }) => path));
    progress(at, files.length);
  }
  return binary;
}

async function readTexts(files: readonly PickedFile[]): Promise<readonly FileText[]> {
  const texts: FileText[] = [];
  for (const { path, file } of files) {
    const code = textOf(new Uint8Array(await file.arrayBuffer()));
    if (code !== undefined) texts.push({ path, code });
    progress(texts.length, files.length);
  }
  return texts;
}

const textOf = (bytes: Uint8Array | undefined): string | undefined => bytes && decode(bytes)?.text;
