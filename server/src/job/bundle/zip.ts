import { crc32 } from "node:zlib";
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from "yauzl";
import { Problem } from "../../problem.ts";
import { EntryUnreadableError, type BundleEntry, type FileBundle, type UploadLimits } from "../bundle.ts";
import { isBomb } from "../compression-ratio.ts";
import { readUpTo } from "../read-up-to.ts";
import { damaged, tooMuch } from "../upload-problem.ts";

/** Folders count too: an archive of nothing but folders is no upload. */
const entriesPerFile = 10;
const harmlessBytes = 200_000;

/** A zip file on disk. Its directory at the end is what is read; what stands beside it is not looked at. */
export async function openZip(path: string, limits: UploadLimits): Promise<FileBundle> {
  // The names are decoded here: one bad name must not end the whole archive.
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(
    (error: unknown) => {
      throw damaged("This is not a readable zip file: its directory is missing or broken.", error);
    },
  );
  const mostEntries = limits.archiveFiles * entriesPerFile;
  if (zip.entryCount > mostEntries) {
    zip.close();
    throw tooMuch(`The archive has ${zip.entryCount} entries`, mostEntries, "WHOWROTE_MAX_ARCHIVE_FILES");
  }
  let current: ZipFile | undefined = zip;
  return {
    areNamed: false,
    async *entries() {
      // A directory is read once: who asks again gets it opened again.
      const opened =
        current ?? (await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }));
      current = undefined;
      try {
        for await (const entry of opened.eachEntry()) {
          const described = describe(opened, entry);
          if (described !== undefined) yield described;
        }
      } catch (error) {
        throw error instanceof Problem ? error : damaged("The directory of this zip file is broken.", error);
      } finally {
        opened.close();
      }
    },
    close: () => {
      current?.close();
      return Promise.resolve();
    },
  };
}

function describe(zip: ZipFile, entry: Entry): BundleEntry | undefined {
  const name = nameOf(entry);
  if (name.endsWith("/")) return undefined;
  const refusal = refuse(entry);
  return {
    name,
    size: entry.uncompressedSize,
    ...(refusal && { refusal }),
    read: (limit) => readEntry(zip, entry, limit),
  };
}

/** By the flag of the format, or where a packer did not set it and the bytes are UTF-8 all the same; else code page 437. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const isUtf8 = (generalPurposeBitFlag & 0x800) !== 0 || !new TextDecoder().decode(fileNameRaw).includes("\ufffd");
  return getFileNameLowLevel(isUtf8 ? 0x800 : 0, fileNameRaw, extraFields, true);
}

function refuse(entry: Entry): string | undefined {
  // The upper half holds the Unix mode where the archive was packed on Unix; file type 0o12 is a link, 0o10 a file.
  const type = (entry.externalFileAttributes >>> 28) & 0o17;
  if (type === 0o12) return "symbolic link";
  if (type !== 0 && type !== 0o10 && type !== 0o4) return "not a regular file";
  if (entry.isEncrypted()) return "encrypted";
  if (!entry.canDecodeFileData()) return `packed by a method that is not read (${entry.compressionMethod})`;
  return isBomb(entry.compressedSize, entry.uncompressedSize, harmlessBytes)
    ? "packed far more than code can be"
    : undefined;
}

async function readEntry(zip: ZipFile, entry: Entry, limit: number): Promise<Uint8Array> {
  try {
    const bytes = await readUpTo(await zip.openReadStreamPromise(entry), limit);
    if (bytes.length <= limit && crc32(bytes) !== entry.crc32) throw new Error("The checksum differs.");
    return bytes;
  } catch (error) {
    throw new EntryUnreadableError("damaged in the archive", { cause: error });
  }
}
