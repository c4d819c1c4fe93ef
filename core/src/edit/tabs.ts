import type { Edit } from "../edit.ts";
import { measureUnit, writeMargins } from "./indentation.ts";

/** Indents with tabs; blanks stay where a margin is no whole number of levels. */
export const tabs: Edit = {
  id: "tabs",
  describe: "indentation by tabs",
  apply: ({ tree }) => {
    let unit: number | undefined;
    return writeMargins(tree, (columns, lines) => {
      // A tab was counted as four columns.
      unit ??= /^\t/m.test(tree.text) ? 4 : measureUnit(lines, tree.language.indentationMatters);
      return "\t".repeat(Math.floor(columns / unit)) + " ".repeat(columns % unit);
    });
  },
};
