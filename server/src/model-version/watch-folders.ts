import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readVersionFolder, type FoundFolder } from "./version-folder.ts";

/**
 * Looks into a folder of checkpoints again and again, and reads only what has changed.
 * What is being written while it looks is broken now and right at the next look.
 */
export function watchFolders(models: string): () => Promise<readonly FoundFolder[]> {
  const known = new Map<string, { readonly stamp: string; readonly found: FoundFolder | undefined }>();
  const look = async (): Promise<readonly FoundFolder[]> => {
    const children = await readdir(models, { withFileTypes: true }).catch(() => []);
    const names = children.filter((child) => child.isDirectory()).map(({ name }) => name);
    const stamps = await Promise.all(names.map(async (name) => stampOf(join(models, name))));
    // Of a joined checkpoint the parts beside it count too.
    const all = stamps.join("\n");
    const found: FoundFolder[] = [];
    for (const name of names.toSorted()) {
      const path = join(models, name);
      const before = known.get(name);
      const one = before?.stamp === all ? before.found : await readVersionFolder(path, name);
      known.set(name, { stamp: all, found: one });
      if (one) found.push(one);
    }
    return found;
  };
  let running: Promise<readonly FoundFolder[]> | undefined;
  return async () => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function stampOf(folder: string): Promise<string> {
  const files = ["checkpoint.json", "weights.safetensors"];
  const stats = await Promise.all(files.map(async (file) => stat(join(folder, file)).catch(() => undefined)));
  return [folder, ...stats.map((one) => (one ? `${one.mtimeMs} ${one.size} ${one.ino}` : "-"))].join(" ");
}
