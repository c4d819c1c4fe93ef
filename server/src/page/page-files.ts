import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** How a body may be packed: the ending of the packed file beside the plain one, by its name in HTTP. */
export const packings = { br: ".br", gzip: ".gz" } as const;

export type Packing = keyof typeof packings;

/** One file of the built page, in memory. */
export interface PageFile {
  readonly type: string;
  /** Of the plain body. */
  readonly etag: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly packed: Readonly<Partial<Record<Packing, Uint8Array<ArrayBuffer>>>>;
  /** Its name holds a hash of what is in it: under this name it is never another. */
  readonly isHashed: boolean;
}

/** What a browser is told that it is, by ending. */
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".map": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Whether an address names a file of a kind that a page has, and no place within the page. */
export const namesFile = (path: string): boolean => Object.hasOwn(types, extname(path).toLowerCase());

/** All regular files of a folder by address: `/assets/index-Bx3k.js`. Links are left out: nothing of elsewhere is served. */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const plain = entries.filter((entry) => entry.isFile() && namesFile(entry.name));
  const names = new Set(entries.filter((entry) => entry.isFile()).map(pathOf));
  return new Map(
    await Promise.all(
      plain.map(async (entry) => {
        const path = pathOf(entry);
        const address = `/${relative(folder, path).split(sep).join("/")}`;
        return [address, await readPageFile(path, address, names)] as const;
      }),
    ),
  );
}

const pathOf = ({ parentPath, name }: Dirent): string => join(parentPath, name);

async function readPageFile(path: string, address: string, names: ReadonlySet<string>): Promise<PageFile> {
  const body = await read(path);
  const packed: Partial<Record<Packing, Uint8Array<ArrayBuffer>>> = {};
  for (const [packing, ending] of Object.entries(packings) as [Packing, string][])
    if (names.has(`${path}${ending}`)) packed[packing] = await read(`${path}${ending}`);
  return {
    type: types[extname(path).toLowerCase()]!,
    etag: createHash("sha256").update(body).digest("base64url"),
    body,
    packed,
    isHashed: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(address),
  };
}

const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(path));
