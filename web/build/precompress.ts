import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
const compressible = /\.(js|css|html|svg)$/;

/** Leaves `NAME.br` and `NAME.gz` beside each text file of the build: the server sends them as they are. */
export function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "dist" }, bundle) {
      const names = Object.keys(bundle).filter((name) => compressible.test(name));
      await Promise.all(
        names.map(async (name) => {
          const path = join(dir, name);
          const content = await readFile(path);
          const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
          await Promise.all([
            writeFile(`${path}.br`, await brotli(content, { params })),
            writeFile(`${path}.gz`, await deflate(content, { level: 9 })),
          ]);
        }),
      );
    },
  };
}
