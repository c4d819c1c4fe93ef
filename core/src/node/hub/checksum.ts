import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** What the hub says of a file's content: SHA-256 for large files, git's name of the blob for the others. */
export interface Checksum {
  readonly algorithm: "sha256" | "git-sha1";
  readonly hex: string;
}

/** Reads an ETag. @returns undefined when it is no checksum */
export function readChecksum(etag: string | null | undefined): Checksum | undefined {
  const hex = etag?.replace(/^W\//, "").replaceAll('"', "");
  if (hex === undefined || !/^([\da-f]{40}|[\da-f]{64})$/.test(hex)) return undefined;
  return { algorithm: hex.length === 64 ? "sha256" : "git-sha1", hex };
}

/** The checksum of a file of `size` bytes, as hexadecimal. */
export async function hashFile(
  path: string,
  size: number,
  algorithm: Checksum["algorithm"],
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash(algorithm === "sha256" ? "sha256" : "sha1");
  // git hash-object: the kind and the length stand before the content.
  if (algorithm === "git-sha1") hash.update(`blob ${size}\0`);
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20, signal })) hash.update(piece as Buffer);
  return hash.digest("hex");
}
