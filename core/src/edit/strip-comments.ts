import type { Edit } from "../edit.ts";
import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import { findPieces, isDocstring } from "./pieces.ts";

/** Takes out comments and docstrings, and the lines that held nothing else. A `#!` line stays. */
export const stripComments: Edit = {
  id: "strip-comments",
  describe: "comments and docstrings removed",
  apply: ({ tree }) => removeCuts(tree.text, findCuts(tree)),
};

/** A stretch to take out and what comes in its place. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

// Halves of surrogate pairs mark the cuts: no text that was read from a file holds one alone.
const cutMark = "\uDBFE";
const cutOverLines = "\uDBFF";

function findCuts(tree: SyntaxTree): Cut[] {
  const cuts: Cut[] = [];
  for (const { start, end, kind, node } of findPieces(tree))
    if (kind === "comment" && !(start === 0 && tree.text.startsWith("#!")))
      cuts.push({ start, end, instead: tree.text.slice(start, end).includes("\n") ? cutOverLines : cutMark });
    else if (kind === "docstring") cuts.push(cutDocstring(tree, node, start, end));
  return cuts;
}

/** The `;` behind a docstring goes with it; the first docstring of a body that holds nothing else becomes `pass`. */
function cutDocstring(tree: SyntaxTree, node: number, start: number, end: number): Cut {
  const stop = end + /^(?:[ \t]*;)?/.exec(tree.text.slice(end, end + 80))![0].length;
  return { start, end: stop, instead: standsInForBody(tree, node) ? "pass" : cutMark };
}

/** Whether a docstring is the first statement of a body in which there are only docstrings: without it there is no body. */
export function standsInForBody(tree: SyntaxTree, docstring: number): boolean {
  const statement = tree.parent[docstring]!;
  const block = tree.parent[statement]!;
  if (!playsRole(tree, block, "block")) return false;
  for (let child = block + 1; child < tree.last[block]!; child = tree.last[child]!) {
    const isDoc = isDocstring(tree, child + 1);
    if (isDoc && child < statement) return false;
    if (!isDoc && !playsRole(tree, child, "comment") && tree.text[tree.start[child]!] !== ";") return false;
  }
  return true;
}

/** Applies the cuts. Lines that held nothing else go; of the blank lines on both sides of them, one side stays. */
function removeCuts(text: string, cuts: readonly Cut[]): string {
  if (cuts.length === 0) return text;
  let marked = "";
  let at = 0;
  for (const { start, end, instead } of cuts) {
    marked += text.slice(at, start) + instead;
    at = end;
  }
  const kept: string[] = [];
  let isBehindCut = false;
  const lines = (marked + text.slice(at)).split("\n");
  for (const [index, line] of lines.entries()) {
    const left = closeCuts(line);
    const isBlank = left.trim() === "";
    const isLast = index === lines.length - 1;
    if (isBlank && (line !== left || isBehindCut) && !isLast) {
      // A blank line behind a cut stays when there is none before it.
      if (line === left && kept.length > 0 && kept.at(-1)!.trim() !== "") kept.push(left);
      else isBehindCut = true;
      continue;
    }
    if (isBlank && isLast && isBehindCut) while (kept.at(-1)?.trim() === "") kept.pop();
    kept.push(left);
    isBehindCut = false;
  }
  return kept.join("\n");
}

const marks = `[${cutMark}${cutOverLines}]`;
const before = new RegExp(`^([ \\t]*)${marks}(?:[ \\t]*${marks})*[ \\t]*`);
const behind = new RegExp(`[ \\t]*${marks}(?:[ \\t]*${marks})*[ \\t]*(\\r?)$`);
const within = new RegExp(`[ \\t]*${marks}(?:[ \\t]*${marks})*[ \\t]*`, "g");

/** What is left of a line. Code on both sides of a comment stays apart, on two lines when the comment was. */
function closeCuts(line: string): string {
  if (!line.includes(cutMark) && !line.includes(cutOverLines)) return line;
  return line
    .replace(behind, "$1")
    .replace(before, "$1")
    .replace(within, (found) => (found.includes(cutOverLines) ? "\n" : " "));
}
