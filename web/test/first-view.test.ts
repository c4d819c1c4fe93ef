import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { expect, test } from "vitest";
import { builtPage } from "./built-page.ts";

const compress = promisify(gzip);

/** Bytes of all that a browser needs before it can draw the first view. */
const most = 350_000;

test("all that the first view needs is at most 350 kB gzipped", { timeout: 120_000 }, async () => {
  const folder = await builtPage();
  const names = await neededFiles(folder);
  const sizes = await Promise.all(
    names.map(async (name) => (await compress(await readFile(join(folder, name)), { level: 9 })).length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(names.filter((name) => name.endsWith(".js")).length).toBeGreaterThan(0);
  expect(total, `${names.length} files`).toBeLessThanOrEqual(most);
});

/** index.html, what it names, and what its scripts import before they run. */
async function neededFiles(folder: string): Promise<string[]> {
  const html = await readFile(join(folder, "index.html"), "utf8");
  const found = new Set(["index.html"]);
  const open = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name!);
  while (open.length > 0) {
    const name = open.pop()!;
    if (found.has(name)) continue;
    found.add(name);
    if (name.endsWith(".js"))
      open.push(...staticImports(await readFile(join(folder, name), "utf8")).map((path) => join(name, "..", path)));
  }
  return [...found];
}

/** `import … from "./x.js"` and `import "./x.js"`, as the bundler writes them; not `import("./x.js")`. */
const staticImports = (script: string): string[] =>
  [...script.matchAll(/(?:\bfrom|\bimport)\s*"(\.\/[^"]+\.js)"/g)].map(([, path]) => path!);
