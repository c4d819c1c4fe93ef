import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the page that `npm run build` makes; undefined where the server was installed without the page. */
export function findBuiltPage(): string | undefined {
  try {
    return dirname(fileURLToPath(import.meta.resolve("@whowrote/web/dist/index.html")));
  } catch {
    return undefined;
  }
}
