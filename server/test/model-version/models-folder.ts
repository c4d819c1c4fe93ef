import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A folder of checkpoints of one test. */
export interface ModelsFolder {
  readonly path: string;
  /** Copies the released quick checkpoint there under another version. @returns its version id */
  add(folder: string, version: string): string;
  remove(folder: string): void;
  close(): void;
}

const released = resolve("models", "quick");

export function createModelsFolder(): ModelsFolder {
  const path = mkdtempSync(join(tmpdir(), "whowrote-models-"));
  return {
    path,
    add: (folder, version) => {
      cpSync(released, join(path, folder), { recursive: true });
      const file = join(path, folder, "checkpoint.json");
      const checkpoint = JSON.parse(readFileSync(file, "utf8")) as object;
      writeFileSync(file, JSON.stringify({ ...checkpoint, version }));
      return `quick@${version}`;
    },
    remove: (folder) => rmSync(join(path, folder), { recursive: true }),
    close: () => rmSync(path, { recursive: true, force: true }),
  };
}
