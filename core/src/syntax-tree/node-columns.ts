/** The nodes of a tree in pre-order, one entry per array. */
export interface NodeColumns {
  /** Number of nodes. */
  readonly size: number;
  readonly kind: Uint16Array;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly depth: Uint16Array;
  /** Index of the parent; the root has itself. */
  readonly parent: Uint32Array;
  /** Index after the last descendant, so the subtree of i is the range [i, last[i]). */
  readonly last: Uint32Array;
  /** 1 when the grammar names the node (`if_statement`), 0 for bare tokens (`if`, `{`). */
  readonly named: Uint8Array;
  /** Nodes that the parser could not read or had to make up. */
  readonly errorCount: number;
}

/** Columns that grow; cut to size at the end. */
export class GrowingColumns {
  size = 0;
  kind: Uint16Array;
  start: Uint32Array;
  end: Uint32Array;
  depth: Uint16Array;
  parent: Uint32Array;
  last: Uint32Array;

  constructor(capacity: number) {
    this.kind = new Uint16Array(capacity);
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
    this.depth = new Uint16Array(capacity);
    this.parent = new Uint32Array(capacity);
    this.last = new Uint32Array(capacity);
  }

  push(kind: number, start: number, end: number, depth: number, parent: number): number {
    if (this.size === this.kind.length) this.#grow();
    const index = this.size++;
    this.kind[index] = kind;
    this.start[index] = start;
    this.end[index] = end;
    this.depth[index] = depth;
    this.parent[index] = parent;
    return index;
  }

  #grow(): void {
    const wider = new GrowingColumns(this.kind.length * 2);
    for (const column of columns) wider[column].set(this[column]);
    for (const column of columns) Object.assign(this, { [column]: wider[column] });
  }

  /** @param isNamed by kind */
  finish(isNamed: Uint8Array, errorCount: number): NodeColumns {
    const cut = <T extends { slice(start: number, end: number): T }>(column: T): T => column.slice(0, this.size);
    const kind = cut(this.kind);
    return {
      size: this.size,
      kind,
      start: cut(this.start),
      end: cut(this.end),
      depth: cut(this.depth),
      parent: cut(this.parent),
      last: cut(this.last),
      named: Uint8Array.from(kind, (id) => isNamed[id]!),
      errorCount,
    };
  }
}

const columns = ["kind", "start", "end", "depth", "parent", "last"] as const;
