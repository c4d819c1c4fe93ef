import type { Edit, EditId } from "../edit.ts";
import { reformat } from "./reformat.ts";
import { stripComments } from "./strip-comments.ts";

/** Every edit, by id. A new edit is one file beside this one and one line here. */
export const edits = {
  "strip-comments": stripComments,
  reformat,
} satisfies Record<EditId, Edit>;
