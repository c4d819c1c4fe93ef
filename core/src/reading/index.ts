import type { Reading, ReadingId } from "../reading.ts";
import { delexicalised } from "./delexicalised.ts";
import { layoutFree } from "./layout-free.ts";
import { raw } from "./raw.ts";
import { withoutComments } from "./without-comments.ts";

/** Every reading, by id. A new one is one file beside this one, its id in `reading.ts`, and one line here. */
export const readings = {
  raw,
  "without-comments": withoutComments,
  "layout-free": layoutFree,
  delexicalised,
} satisfies Record<ReadingId, Reading>;
