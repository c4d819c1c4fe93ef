import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder as the build of the page leaves it. */
export interface BuildFolder {
  readonly path: string;
  readonly remove: () => void;
  readonly write: (name: string, content: string) => void;
  readonly link: (name: string, target: string) => void;
}

export function createBuildFolder(): BuildFolder {
  const folder = mkdtempSync(join(tmpdir(), "whowrote-page-"));
  const path = join(folder, "dist");
  const place = (name: string): string => {
    const target = join(path, name);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  };
  return {
    path,
    remove: () => rmSync(folder, { recursive: true }),
    write: (name, content) => writeFileSync(place(name), content),
    link: (name, target) => symlinkSync(target, place(name)),
  };
}
