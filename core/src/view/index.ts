import type { View, ViewId } from "../view.ts";
import { comments } from "./comments.ts";
import { delexicalised } from "./delexicalised.ts";
import { layoutFree } from "./layout-free.ts";
import { lines } from "./lines.ts";
import { names } from "./names.ts";
import { raw } from "./raw.ts";

/** Every view, by id. A new view is one file beside this one, its id in `view.ts`, and one line here. */
export const views = {
  raw,
  "layout-free": layoutFree,
  delexicalised,
  comments,
  lines,
  names,
} satisfies Record<ViewId, View>;
