import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Parts of core that cannot change a score. */
const without = new Set(["cli", "edit", "statistics"]);

/** Changes whenever the checkpoint, the code that reads it or a grammar does: 16 hexadecimal digits. */
export function detectorFingerprint(checkpointFolder: string): string {
  const source = dirname(fileURLToPath(import.meta.resolve("whowrote/measurement")));
  const code = globSync("**/*.ts", { cwd: source, exclude: (path) => without.has(path) }).map((file) =>
    join(source, file),
  );
  const checkpoint = globSync("*.{json,safetensors}", { cwd: checkpointFolder }).map((file) =>
    join(checkpointFolder, file),
  );
  // It pins the versions of the grammars.
  const manifest = join(source, "../package.json");
  const hash = createHash("sha256");
  for (const file of [manifest, ...code.sort(), ...checkpoint.sort()]) hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}
