import type { Anatomy } from "./anatomy.ts";
import type { Detection } from "./detection.ts";
import type { EditId } from "./edit.ts";
import { edits } from "./edit/index.ts";
import type { EditedVerdict, Stability } from "./evidence.ts";

/** What a formatter, an editor or a colleague does to code without a thought. */
const harmlessEdits: readonly EditId[] = [
  "reformat",
  "strip-comments",
  "add-comments",
  "rename-identifiers",
  "reorder-functions",
];

/** Judges the code again after each harmless edit, one after the other. */
export async function measureStability(
  anatomy: Anatomy,
  judgeText: (text: string) => Promise<Detection>,
): Promise<Stability> {
  const changed: EditedVerdict[] = [];
  const without: string[] = [];
  for (const id of harmlessEdits) {
    const { describe, apply } = edits[id];
    const text = apply(anatomy);
    if (text === anatomy.text) without.push(describe);
    else {
      const { verdict, probability } = await judgeText(text);
      changed.push({ edit: id, change: describe, verdict, probability });
    }
  }
  return { edits: changed, without };
}
