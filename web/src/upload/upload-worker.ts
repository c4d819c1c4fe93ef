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

async function findBinary(files: readonly PickedFile[]): Promise<readonly string[]> {
  const binary: string[] = [];
  for (const [index, { path, file }] of files.entries()) {
    if (!(await isText(file))) binary.push(path);
    if (index % 100 === 0) progress(index, files.length);
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
