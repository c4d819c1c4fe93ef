import type { Edit } from "../edit.ts";
import { writeMargins } from "./indentation.ts";

/** Indents with blanks, four for a tab. */
export const spaces: Edit = {
  id: "spaces",
  describe: "indentation by spaces",
  apply: ({ tree }) => writeMargins(tree, (columns) => " ".repeat(columns)),
};
