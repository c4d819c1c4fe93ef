import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startScript } from "./page.ts";

/** A file that the page loads. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

const script = "text/javascript; charset=utf-8";

/** Our own, and those of the package swagger-ui-dist. */
const sources = {
  "swagger-ui.css": {
    type: "text/css; charset=utf-8",
    read: async () => readPackaged(import.meta.resolve("swagger-ui-dist/swagger-ui.css")),
  },
  "swagger-ui-bundle.js": {
    type: script,
    read: async () => readPackaged(import.meta.resolve("swagger-ui-dist/swagger-ui-bundle.js")),
  },
  "start.js": { type: script, read: async () => Promise.resolve(new TextEncoder().encode(startScript)) },
} as const;

export type AssetName = keyof typeof sources;

export const assetNames = Object.keys(sources) as readonly AssetName[];

export async function readAsset(name: AssetName): Promise<Asset> {
  const { type, read } = sources[name];
  const body = await read();
  return { body, type, etag: `"${createHash("sha256").update(body).digest("base64url")}"` };
}

const readPackaged = async (location: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(fileURLToPath(location)));
