import { stat } from "node:fs/promises";
import { join } from "node:path";
import { readPageFiles, type PageFile } from "./page-files.ts";

/** The built page in memory. */
export interface Page {
  /** What stands at an address: `/assets/index-Bx3k.js`. */
  readonly find: (address: string) => PageFile | undefined;
  /** The file that every address within the page shows; undefined while the page is not built. Reads a new build. */
  readonly readEntry: () => Promise<PageFile | undefined>;
}

const entry = "/index.html";

/** @param folder with the built page, which need not be there yet; undefined where there can be none */
export function openPage(folder: string | undefined): Page {
  let files: ReadonlyMap<string, PageFile> = new Map();
  let seen: number | undefined;
  let reading: Promise<void> = Promise.resolve();

  const refresh = async (): Promise<void> => {
    const built = folder === undefined ? undefined : await builtAt(folder);
    if (folder === undefined || built === undefined || built === seen) return;
    const fresh = await readPageFiles(folder);
    // What an open tab of the last build asks for later is kept.
    const old = [...files].filter(([, { isHashed }]) => isHashed);
    files = new Map([...old, ...fresh]);
    seen = built;
  };

  return {
    find: (address) => files.get(address),
    readEntry: async () => {
      // One after the other; a build that is cleared away at this moment is read by the next.
      reading = reading.then(refresh).catch(() => {});
      await reading;
      return files.get(entry);
    },
  };
}

/** When the page was built, in milliseconds since 1970; undefined while it is not. The entry is written before its pieces. */
async function builtAt(folder: string): Promise<number | undefined> {
  const written = async (path: string): Promise<number> => (await stat(path)).mtimeMs;
  const last = await written(join(folder, entry)).catch(() => undefined);
  if (last === undefined) return undefined;
  return Math.max(last, await written(join(folder, "assets")).catch(() => 0));
}
