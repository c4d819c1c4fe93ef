import type { Edit } from "../edit.ts";
import type { Role } from "../language.ts";
import { createRandom } from "../random.ts";
import { playsRole } from "../syntax-tree.ts";
import { findStatementLines } from "./statement-lines.ts";

const share = 0.35;

/** What is said of a statement, by the first role that it or its first part plays. */
const remarks: readonly (readonly [Role, string])[] = [
  ["return", "return the result"],
  ["throw", "report the problem"],
  ["loop", "go through the items"],
  ["conditional", "check the condition"],
  ["switch", "choose the case"],
  ["try", "try it"],
  ["jump", "leave here"],
  ["function", "define the function"],
  ["declaration", "set the value"],
  ["assignment", "set the value"],
  ["call", "make the call"],
];

/** Puts a plain comment before about a third of the statements. */
export const addComments: Edit = {
  id: "add-comments",
  describe: "plain comments added before statements",
  apply: ({ tree }, seed = 0) => {
    const random = createRandom(seed);
    const mark = tree.language.lineComments[0]!;
    let text = "";
    let at = 0;
    for (const { line, node } of findStatementLines(tree)) {
      if (random() >= share) continue;
      const remark = remarks.find(
        ([role]) => playsRole(tree, node, role) || playsRole(tree, Math.min(node + 1, tree.size - 1), role),
      );
      if (!remark) continue;
      const margin = tree.text.slice(line.start, line.pieces[0]!.start);
      text += `${tree.text.slice(at, line.start)}${margin}${mark} ${remark[1]}\n`;
      at = line.start;
    }
    return text + tree.text.slice(at);
  },
};
