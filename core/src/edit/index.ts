import type { Edit, EditId } from "../edit.ts";
import { addComments } from "./add-comments.ts";
import { homoglyphs } from "./homoglyphs.ts";
import { insertDeadCode } from "./insert-dead-code.ts";
import { minify } from "./minify.ts";
import { reformat } from "./reformat.ts";
import { renameIdentifiers } from "./rename-identifiers.ts";
import { reorderFunctions } from "./reorder-functions.ts";
import { spaces } from "./spaces.ts";
import { stripComments } from "./strip-comments.ts";
import { tabs } from "./tabs.ts";

/** Every edit, by id. A new edit is one file beside this one and one line here. */
export const edits = {
  "strip-comments": stripComments,
  reformat,
  "rename-identifiers": renameIdentifiers,
  tabs,
  spaces,
  "add-comments": addComments,
  "insert-dead-code": insertDeadCode,
  "reorder-functions": reorderFunctions,
  minify,
  homoglyphs,
} satisfies Record<EditId, Edit>;
