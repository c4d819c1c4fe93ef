import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = dirname(fileURLToPath(import.meta.resolve("whowrote/measurement")));

/** The modules of core that decide what is measured on a text. */
const measuring = `language syntax-tree header anatomy code-facts signal view run-counts measurement edit
  node/grammars node/parser-instance`.split(/\s+/);

/** Changes whenever measuring does: with that code, or with the versions of the grammars. 16 hexadecimal digits. */
export function measuringFingerprint(): string {
  return fingerprintFiles(
    measuring.flatMap((module) => globSync([`${module}.ts`, `${module}/**/*.ts`], { cwd: source })),
  );
}

/** Parts of core that cannot change a score. */
const without = new Set(["cli", "edit", "statistics"]);

/** Changes whenever the checkpoint, the code that reads it or a grammar does: 16 hexadecimal digits. */
export function detectorFingerprint(checkpointFolder: string): string {
  const checkpoint = globSync("*.{json,safetensors}", { cwd: checkpointFolder }).sort();
  return fingerprintFiles(
    globSync("**/*.ts", { cwd: source, exclude: (path) => without.has(path) }),
    checkpoint.map((file) => join(checkpointFolder, file)),
  );
}

function fingerprintFiles(code: readonly string[], others: readonly string[] = []): string {
  // The manifest pins the versions of the grammars.
  const files = [...["../package.json", ...code.toSorted()].map((file) => join(source, file)), ...others];
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}
