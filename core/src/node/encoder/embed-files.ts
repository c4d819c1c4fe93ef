import { decode } from "../decode.ts";
import { describeError } from "../describe-error.ts";
import { readRegularFile } from "../regular-file.ts";
import { maximumFileBytes } from "../skip.ts";
import type { CodeEncoder, CutText } from "./code-encoder.ts";

/** A file to embed: a place on disk, or bytes that came through standard input. */
export interface EmbedSource {
  readonly path: string;
  readonly source: string | Uint8Array;
}

export type EmbeddedFile =
  | {
      readonly kind: "embedded";
      readonly path: string;
      readonly vector: Float32Array;
      readonly cut: CutText;
      /** Only the first 1 MB was read. */
      readonly isTruncated: boolean;
    }
  | { readonly kind: "error"; readonly path: string; readonly message: string };

type ReadFile = Extract<EmbeddedFile, { kind: "error" }> | Omit<Extract<EmbeddedFile, { kind: "embedded" }>, "vector">;

/** Files are encoded together until they have so many windows: enough to put those of one length into one batch. */
const windowsAtATime = 64;

/**
 * Embeds files, in their order. Of a file over 1 MB the first part is read; one that is binary or blank, or cannot be read,
 * is an error of its own and stops nothing.
 * @throws the signal's reason when it fires
 */
export async function* embedFiles(
  files: AsyncIterable<EmbedSource> | Iterable<EmbedSource>,
  encoder: CodeEncoder,
  signal: AbortSignal,
): AsyncGenerator<EmbeddedFile, void> {
  let waiting: ReadFile[] = [];
  for await (const file of files) {
    signal.throwIfAborted();
    waiting.push(readFile(file, encoder));
    const windows = waiting.reduce((sum, one) => sum + (one.kind === "error" ? 0 : one.cut.windows.length), 0);
    if (windows < windowsAtATime && waiting.length < windowsAtATime) continue;
    yield* embed(waiting, encoder, signal);
    waiting = [];
  }
  yield* embed(waiting, encoder, signal);
}

async function* embed(
  files: readonly ReadFile[],
  encoder: CodeEncoder,
  signal: AbortSignal,
): AsyncGenerator<EmbeddedFile, void> {
  const readable = files.filter((file) => file.kind === "embedded");
  const vectors = await encoder.encodeCut(
    readable.map(({ cut }) => cut),
    { signal },
  );
  const vectorOf = new Map(readable.map((file, at) => [file, vectors[at]!]));
  for (const file of files) yield file.kind === "error" ? file : { ...file, vector: vectorOf.get(file)! };
}

function readFile({ path, source }: EmbedSource, encoder: CodeEncoder): ReadFile {
  try {
    const part = typeof source === "string" ? readRegularFile(source, maximumFileBytes) : firstPart(source);
    if (part === undefined) throw new Error("not a regular file");
    const decoded = decode(part.bytes);
    if (decoded === undefined) throw new Error("binary, and only text can be embedded");
    return { kind: "embedded", path, cut: encoder.cut(decoded.text), isTruncated: part.truncated };
  } catch (error) {
    return { kind: "error", path, message: describeError(error) };
  }
}

function firstPart(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly truncated: boolean } {
  return { bytes: bytes.subarray(0, maximumFileBytes), truncated: bytes.length > maximumFileBytes };
}
