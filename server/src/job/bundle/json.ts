import { Readable } from "node:stream";
import type { LanguageId } from "whowrote/language";
import type { BundleEntry, FileBundle } from "../bundle.ts";

export interface TextFile {
  readonly path: string;
  readonly code: string;
  readonly language?: LanguageId | undefined;
}

/** The files of a JSON request. */
export function bundleTexts(files: readonly TextFile[]): FileBundle {
  return {
    areNamed: true,
    entries: () =>
      Readable.from(
        files.map(({ path, code, language }): BundleEntry => ({
          name: path,
          ...(language && { language }),
          read: (limit) => Promise.resolve(Buffer.from(code).subarray(0, limit + 1)),
        })),
      ),
    close: () => Promise.resolve(),
  };
}
