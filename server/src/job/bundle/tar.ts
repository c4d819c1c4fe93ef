import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Extract, type Header } from "tar-stream";
import { Problem } from "../../problem.ts";
import { EntryUnreadableError, type FileBundle, type UploadLimits } from "../bundle.ts";
import { isBomb } from "../compression-ratio.ts";
import { damaged, tooMuch } from "../upload-problem.ts";

/** One file that packs well must not refuse an archive; what it holds at most is limited beside. */
const harmlessBytes = 20_000_000;

interface TarFile {
  readonly path: string;
  readonly isGzip: boolean;
}

/** A tar file on disk, gzipped or not. It has no directory, so each pass unpacks it from the start. */
export function openTar(file: TarFile, limits: UploadLimits): FileBundle {
  return {
    areNamed: false,
    async *entries() {
      const unpacking = extract();
      const source = createReadStream(file.path);
      const steps = file.isGzip ? [createGunzip(), watch(source, limits)] : [watch(source, limits)];
      let failure: Error | undefined;
      const done = pipeline([source, ...steps, unpacking]).catch((error: unknown) => {
        failure = error instanceof Error ? error : new Error("The archive cannot be read.", { cause: error });
      });
      try {
        for await (const entry of unpacking) {
          const { header } = entry;
          if (header.type !== "directory") {
            const refusal = refuse(header);
            yield {
              name: header.name,
              size: header.size,
              ...(refusal && { refusal }),
              read: (limit) => readEntry(entry, limit),
            };
          }
          entry.resume();
        }
        await done;
        if (failure !== undefined) throw failure;
      } catch (error) {
        const cause = failure ?? error;
        throw cause instanceof Problem
          ? cause
          : damaged("This archive is broken or was cut off: send a whole .tar or .tar.gz file.", cause);
      } finally {
        source.destroy();
        unpacking.destroy();
        await done;
      }
    },
    close: () => Promise.resolve(),
  };
}

type Source = Extract extends AsyncIterable<infer Entry> ? Entry : never;

/** Takes all of an entry, for the next one comes only after it, and keeps its beginning. */
async function readEntry(entry: Source, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  try {
    for await (const chunk of entry as AsyncIterable<Uint8Array>) {
      if (kept <= limit) chunks.push(chunk);
      kept += chunk.length;
    }
  } catch (error) {
    throw new EntryUnreadableError("damaged in the archive", { cause: error });
  }
  return Buffer.concat(chunks).subarray(0, limit + 1);
}

function refuse({ type }: Header): string | undefined {
  if (type === "file" || type === "contiguous-file") return undefined;
  if (type === "symlink") return "symbolic link";
  return type === "link" ? "hard link" : "not a regular file";
}

/** Counts what comes out, and ends the unpacking when it is too much. */
function watch(source: { readonly bytesRead: number }, { unpackedBytes }: UploadLimits): Transform {
  let unpacked = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      if (unpacked > unpackedBytes)
        done(tooMuch("The archive holds more bytes than are unpacked", unpackedBytes, "WHOWROTE_MAX_UNPACKED_BYTES"));
      else if (isBomb(source.bytesRead, unpacked, harmlessBytes))
        done(damaged("This archive unpacks to far more than code can be packed from: it looks like a bomb."));
      else done(null, chunk);
    },
  });
}
