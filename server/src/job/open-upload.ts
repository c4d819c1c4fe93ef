import { Problem } from "../problem.ts";
import type { FileBundle, UploadLimits } from "./bundle.ts";
import { bundleParts, type SpooledPart } from "./bundle/parts.ts";
import { openTar } from "./bundle/tar.ts";
import { openZip } from "./bundle/zip.ts";
import { boundaryOf, readMultipart } from "./multipart.ts";
import { openSpool, type Spool } from "./spool.ts";
import { damaged, tooMuch } from "./upload-problem.ts";

export interface Upload {
  readonly bundle: FileBundle;
  /** The text of the form's field `options`, for the caller to parse. */
  readonly options?: string;
}

const longestOptions = 64_000;

/**
 * Takes an upload to disk as it comes, and opens it: multipart/form-data with files or with one archive, or an archive as the
 * body itself. What it is, its first bytes say.
 * @throws {Problem} 413, 415 or 422
 */
export async function openUpload(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
  limits: UploadLimits,
): Promise<Upload> {
  const spool = await openSpool(limits.archiveBytes);
  try {
    const boundary = boundaryOf(contentType);
    const upload =
      boundary === undefined
        ? { bundle: await openArchive(spool, body, limits) }
        : await openForm(spool, readMultipart(body, boundary), limits);
    const close = async (): Promise<void> => {
      await upload.bundle.close();
      await spool.close();
    };
    return { ...upload, bundle: { ...upload.bundle, close } };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

async function openArchive(spool: Spool, body: AsyncIterable<Uint8Array>, limits: UploadLimits): Promise<FileBundle> {
  for await (const chunk of body) await spool.write(chunk);
  const bundle = await openByContent(spool, limits);
  if (bundle !== undefined) return bundle;
  throw new Problem(
    415,
    "The body is neither JSON, nor multipart/form-data, nor a zip, tar or tar.gz archive. Pack the files as one of these.",
    { title: "Unsupported upload" },
  );
}

async function openForm(spool: Spool, form: ReturnType<typeof readMultipart>, limits: UploadLimits): Promise<Upload> {
  const parts: SpooledPart[] = [];
  let options: string | undefined;
  for await (const { name, fileName, chunks } of form) {
    if (fileName === undefined) {
      if (name === "options") options = await readField(chunks());
      continue;
    }
    if (parts.length >= limits.archiveFiles)
      throw tooMuch("The form has more files", limits.archiveFiles, "WHOWROTE_MAX_ARCHIVE_FILES");
    const start = spool.length();
    for await (const chunk of chunks()) await spool.write(chunk);
    parts.push({ name: fileName, start, length: spool.length() - start });
  }
  if (parts.length === 0) throw damaged("The form holds no file: send each as a part with a file name.");
  const archive = parts.length === 1 ? await openByContent(spool, limits) : undefined;
  return { bundle: archive ?? bundleParts(spool.file, parts), ...(options !== undefined && { options }) };
}

async function readField(chunks: AsyncIterable<Buffer>): Promise<string> {
  const read: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > longestOptions) throw damaged(`The field options is longer than ${longestOptions} bytes.`);
    read.push(chunk);
  }
  return Buffer.concat(read).toString("utf8");
}

/** Signatures of zip (APPNOTE 4.3.7, and 4.3.16 for an empty one), gzip (RFC 1952) and ustar (POSIX.1-2001). */
async function openByContent({ path, file }: Spool, limits: UploadLimits): Promise<FileBundle | undefined> {
  const head = Buffer.alloc(265);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const starts = (signature: string, at = 0): boolean =>
    bytesRead >= at + signature.length && head.toString("latin1", at, at + signature.length) === signature;
  if (starts("PK\x03\x04") || starts("PK\x05\x06")) return openZip(path, limits);
  if (starts("\x1f\x8b")) return openTar({ path, isGzip: true }, limits);
  return starts("ustar", 257) ? openTar({ path, isGzip: false }, limits) : undefined;
}
