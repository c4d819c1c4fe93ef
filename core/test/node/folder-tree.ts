import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes files into a new folder that goes away with the test, and gives the folder. */
export function writeTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "whowrote-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Five lines of code; `comments` of them say something, which is all that the toy detector looks at. */
export function code(comments: number): string {
  return Array.from({ length: 5 }, (_, at) => (at < comments ? `# step ${at}` : `value_${at} = ${at}`)).join("\n");
}
