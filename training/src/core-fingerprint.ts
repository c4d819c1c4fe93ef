import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = dirname(fileURLToPath(import.meta.resolve("whowrote/measurement")));

/** The modules of core that decide what is read of a text, whoever reads it. */
const parsing = `language syntax-tree header anatomy wording token-form measurement edit node/grammars
  node/parser-instance`.split(/\s+/);
const measuring = [...parsing, ..."code-facts signal view run-counts".split(" ")];
const encoding = [...parsing, ..."reading reading-tokens tokenizer window encoder encoder-head graph".split(" ")];

/** Changes whenever measuring does: with that code, or with the versions of the grammars. 16 hexadecimal digits. */
export const measuringFingerprint = (): string => fingerprintModules(measuring);

/** Changes whenever the code does that turns a text into an encoder's scores. 16 hexadecimal digits. */
export const encodingFingerprint = (): string => fingerprintModules([...encoding, "node/neural-detector"]);

function fingerprintModules(modules: readonly string[]): string {
  return fingerprintFiles(modules.flatMap((name) => globSync([`${name}.ts`, `${name}/**/*.ts`], { cwd: source })));
}

/** Folders of core, at any depth, that cannot change a score. */
const without = new Set(["cli", "edit", "llm", "prose", "statistics"]);

/** Changes whenever the checkpoint, the code that reads it or a grammar does: 16 hexadecimal digits. */
export function detectorFingerprint(checkpointFolder: string): string {
  const checkpoint = globSync("*.{json,safetensors}", { cwd: checkpointFolder }).sort();
  return fingerprintFiles(
    globSync("**/*.ts", { cwd: source, exclude: (path) => without.has(path) }),
    checkpoint.map((file) => join(checkpointFolder, file)),
  );
}

function fingerprintFiles(code: readonly string[], others: readonly string[] = []): string {
  const hash = createHash("sha256").update(JSON.stringify(readingPackages()));
  for (const file of [...code.toSorted().map((path) => join(source, path)), ...others])
    hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** Names and pinned versions of the packages that read or compute: grammars, tokenizers and onnxruntime. */
function readingPackages(): [name: string, version: string][] {
  const manifest = JSON.parse(readFileSync(join(source, "../package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.entries(manifest.dependencies).filter(([name]) => /tree-sitter|tokenizers|onnxruntime/.test(name));
}
