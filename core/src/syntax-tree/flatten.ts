import type { TreeCursor } from "web-tree-sitter";
import { GrowingColumns, type NodeColumns } from "./node-columns.ts";

/** The id that the parser gives a stretch it could not read; no grammar has a type of this id. */
const errorTypeId = 65535;
const deepest = 65535;

/**
 * Copies the nodes under a cursor out of the parser's memory. Walks without recursion: 10,000 levels of nesting must
 * not overflow the stack. Every property of the cursor is a call into the parser, so each is read once.
 * @param isNamed by kind; its last entry is the kind that stretches in error get
 */
export function flatten(cursor: TreeCursor, isNamed: Uint8Array): NodeColumns {
  const nodes = new GrowingColumns(1024);
  const errorKind = isNamed.length - 1;
  let errorCount = 0;
  let depth = 0;
  let parent = 0;
  for (;;) {
    const type = cursor.nodeTypeId;
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    const isError = type === errorTypeId;
    const index = nodes.push(isError ? errorKind : type, start, end, Math.min(depth, deepest), parent);
    if (isError || (start === end && cursor.nodeIsMissing)) errorCount++;
    if (cursor.gotoFirstChild()) {
      parent = index;
      depth++;
      continue;
    }
    nodes.last[index] = index + 1;
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return nodes.finish(isNamed, errorCount);
      nodes.last[parent] = nodes.size;
      parent = nodes.parent[parent]!;
      depth--;
    }
  }
}
