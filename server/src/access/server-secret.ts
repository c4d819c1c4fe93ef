import { hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../settings.ts";

/**
 * The secret of this installation: WHOWROTE_SECRET, or a file that only its owner may read in the data folder, which is
 * made when it is missing. Several servers on one database need the same one.
 * @throws {Error} when the file may be read by others or is no secret
 */
export async function readServerSecret({ secret, data }: Pick<Settings, "secret" | "data">): Promise<Buffer> {
  if (secret !== undefined) return Buffer.from(secret, "utf8");
  const path = join(data, "secret");
  return (await readSecretFile(path)) ?? createSecretFile(data, path);
}

/** 32 bytes for one purpose: what is learned about one of them says nothing about another (RFC 5869). */
export const deriveSecret = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `whowrote ${purpose}`, 32));

async function readSecretFile(path: string): Promise<Buffer | undefined> {
  let text: string;
  try {
    // Windows has no such bits: who may read is said by the folder there.
    const { mode } = await stat(path);
    if (process.platform !== "win32" && (mode & 0o077) !== 0)
      throw new Error(
        `Others may read the file of the server's secret, ${path} (mode ${(mode & 0o777).toString(8)}). Say chmod 600 ${path}, and replace the keys if somebody may have read it.`,
      );
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (!secretForm.test(text))
    throw new Error(
      `${path} holds no secret: 64 hexadecimal digits are expected. Restore it from a backup; without it every key that was made is void.`,
    );
  return Buffer.from(text.trim(), "hex");
}

/**
 * The file appears whole or not at all, and the first of several processes wins: it is written under another name and
 * linked, which unlike renaming never replaces.
 */
async function createSecretFile(folder: string, path: string): Promise<Buffer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString("hex")}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  } catch (cause) {
    throw new Error(
      `The server's secret cannot be written to ${path}. Make the folder writable, or set WHOWROTE_SECRET.`,
      { cause },
    );
  } finally {
    await rm(draft, { force: true });
  }
  return (await readSecretFile(path))!;
}

const secretForm = /^[0-9a-f]{64}\n?$/;
