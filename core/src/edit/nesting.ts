import type { Role } from "../language.ts";
import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import type { LaidLine } from "./laid-lines.ts";
import type { Piece } from "./pieces.ts";

/** Something that stands open: a bracket, or a node that indents its parts without one. */
interface Frame {
  /** Where a node ends; Infinity for a bracket, which ends at its closer. */
  readonly end: number;
  readonly kind: "bracket" | "node" | "case";
  /** Levels of the line to which it belongs; its closer stands there. */
  readonly head: number;
  /** The node that holds the bracket. */
  readonly owner: number;
  /** Levels of the line on which the statement or list item begins that is being read. */
  item: number | undefined;
}

const openers: ReadonlySet<string> = new Set(["{", "(", "[", "#["]);
const closers: ReadonlySet<string> = new Set(["}", ")", "]"]);
/** Words that go on with a statement at its own level. */
const clauseWords: ReadonlySet<string> = new Set(
  "else elif elsif elseif catch except finally rescue ensure when in end while endif endfor endforeach endwhile".split(
    " ",
  ),
);
const caseLanguages: ReadonlySet<string> = new Set("java c cpp csharp javascript typescript php go".split(" "));
const braceOwners: readonly Role[] = [
  "function",
  "lambda",
  "class",
  "conditional",
  "loop",
  "else",
  "switch",
  "try",
  "catch",
  "package",
  "block",
];
const statementRoles: readonly Role[] = ["statement", "function", "class", "import", "package", "decorator", "case"];
const preambles = /^(attribute_list|template_parameter_list|modifiers|annotation)$/;

/**
 * Levels of indentation of each line, from the nesting of brackets and of the tree: blocks, cases, bodies without braces, and one more
 * for a line that goes on with a statement. Text that does not parse gets levels too, from its brackets.
 */
export function measureNesting(tree: SyntaxTree, lines: readonly LaidLine[]): Int32Array {
  return new Nesting(tree, lines).measure();
}

class Nesting {
  readonly #tree: SyntaxTree;
  readonly #lines: readonly LaidLine[];
  readonly #depth: Int32Array;
  /** Levels of the statement that is open at the end of each line. */
  readonly #base: Int32Array;
  readonly #frames: Frame[];
  /** Places of the frames that are nodes, the outermost one aside: brackets can be 10,000 deep. */
  readonly #nodeFrames: number[] = [];
  readonly #language: string;
  /** Columns of the blocks that are open, in a language that says so by indentation. */
  readonly #indents: number[] = [];
  #line = 0;
  #previous: Piece | undefined;

  constructor(tree: SyntaxTree, lines: readonly LaidLine[]) {
    this.#tree = tree;
    this.#lines = lines;
    this.#depth = new Int32Array(lines.length);
    this.#base = new Int32Array(lines.length);
    this.#frames = [{ end: Infinity, kind: "node", head: -1, owner: 0, item: undefined }];
    this.#language = tree.language.id;
  }

  measure(): Int32Array {
    let comments: number[] = [];
    for (this.#line = 0; this.#line < this.#lines.length; this.#line++) {
      const line = this.#line;
      const { pieces, inside } = this.#lines[line]!;
      this.#depth[line] = line > 0 ? this.#depth[line - 1]! : 0;
      const isComment = !inside && pieces.length > 0 && pieces.every(({ kind }) => kind === "comment");
      if (isComment) comments.push(line);
      for (const [at, piece] of pieces.entries()) this.#read(piece, at === 0 && !inside);
      this.#base[line] = this.#frames.at(-1)!.item ?? this.#depth[line];
      if (isComment || pieces.length === 0 || inside) continue;
      this.#placeComments(comments, line);
      comments = [];
    }
    this.#placeComments(comments, this.#lines.length);
    return this.#depth;
  }

  /** Comments stand with the code that follows; before a closing bracket or a dedent, with the code before, when they did so far. */
  #placeComments(comments: readonly number[], next: number): void {
    if (comments.length === 0) return;
    let before = comments[0]! - 1;
    while (before >= 0 && this.#lines[before]!.pieces.length === 0) before--;
    const after = this.#lines[next];
    const first = after?.pieces[0];
    const below = after ? this.#depth[next]! : 0;
    const isClosed = first !== undefined && (closers.has(this.#text(first)) || this.#text(first) === "end");
    for (const line of comments) {
      const stays = before >= 0 && this.#base[before]! > below && this.#lines[line]!.indent > (after?.indent ?? 0);
      this.#depth[line] = stays ? this.#base[before]! : isClosed ? below + 1 : below;
    }
  }

  #read(piece: Piece, isFirst: boolean): void {
    const { kind } = piece;
    if (kind === "comment") return;
    if (kind === "directive" || kind === "raw") {
      const level = kind === "directive" && this.#language === "csharp" ? this.#frames.at(-1)!.head + 1 : 0;
      if (isFirst) this.#depth[this.#line] = level;
      this.#previous = piece;
      return;
    }
    const text = this.#text(piece);
    const isToken = kind === "token" && !this.#tree.named[piece.node];
    this.#closeNodes(piece.start);
    if (this.#tree.language.indentationMatters && isFirst) this.#readIndent();
    if (isToken && closers.has(text)) this.#closeBracket(isFirst);
    else {
      const began = this.#beginsAt(piece);
      const heads = this.#openBodies(began, piece, isFirst);
      const starts = heads || this.#startsItem(piece, text, began);
      if (isFirst) this.#depth[this.#line] = this.#level(piece, text, isToken, starts, began);
      const frame = this.#frames.at(-1)!;
      if (starts || frame.item === undefined) frame.item = this.#depth[this.#line]!;
      this.#openHeads(began, piece);
      if (isToken && openers.has(text)) this.#openBracket(piece, text);
    }
    this.#previous = piece;
  }

  #text({ start, end }: Piece): string {
    return this.#tree.text.slice(start, Math.min(end, start + 12));
  }

  /** The nodes whose first piece this is, innermost first. */
  #beginsAt(piece: Piece): number[] {
    const { start, parent } = this.#tree;
    const before = this.#previous?.end ?? 0;
    const nodes = [piece.node];
    for (let node = piece.node; node !== 0;) {
      node = parent[node]!;
      if (node === 0 || start[node]! < before) break;
      nodes.push(node);
    }
    return nodes;
  }

  #open(frame: Frame): void {
    if (frame.kind !== "bracket") this.#nodeFrames.push(this.#frames.length);
    this.#frames.push(frame);
  }

  #cutTo(length: number): void {
    this.#frames.length = length;
    while (this.#nodeFrames.length > 0 && this.#nodeFrames.at(-1)! >= length) this.#nodeFrames.pop();
  }

  /** Closes the nodes that end before the offset, with brackets in them that were never closed. */
  #closeNodes(start: number): void {
    for (
      let at = this.#nodeFrames.at(-1);
      at !== undefined && this.#frames[at]!.end <= start;
      at = this.#nodeFrames.at(-1)
    )
      this.#cutTo(at);
  }

  #closeBracket(isFirst: boolean): void {
    let at = this.#frames.length - 1;
    while (at > 0 && this.#frames[at]!.kind !== "bracket") at--;
    // A closer that closes nothing: text that does not parse.
    if (at === 0) {
      if (isFirst) this.#depth[this.#line] = Math.max(0, this.#frames.at(-1)!.head);
      return;
    }
    const frame = this.#frames[at]!;
    this.#cutTo(at);
    if (isFirst) this.#depth[this.#line] = frame.head;
  }

  /** Opens and closes blocks as Python's own lexer does (Language Reference, 2.1.8): so a file with errors keeps its blocks too. */
  #readIndent(): void {
    if (this.#frames.some(({ kind }) => kind === "bracket")) return;
    if (this.#previous && this.#text(this.#previous) === "\\") return;
    const { indent } = this.#lines[this.#line]!;
    while (this.#indents.length > 0 && this.#indents.at(-1)! > indent) this.#indents.pop();
    if (this.#indents.at(-1) !== indent) this.#indents.push(indent);
    const head = this.#indents.length - 2;
    this.#cutTo(1);
    this.#open({ end: Infinity, kind: "node", head, owner: 0, item: undefined });
  }

  /** Opens what indents its first piece too: blocks without brackets and bodies without braces. True when it did. */
  #openBodies(began: readonly number[], piece: Piece, isFirst: boolean): boolean {
    let opened = false;
    for (const node of began.toReversed()) {
      const head = this.#bodyHead(node, piece, isFirst);
      if (head === undefined) continue;
      this.#open({ end: this.#tree.end[node]!, kind: "node", head, owner: node, item: undefined });
      opened = true;
    }
    return opened;
  }

  #bodyHead(node: number, piece: Piece, isFirst: boolean): number | undefined {
    const tree = this.#tree;
    const parent = tree.parent[node]!;
    if (this.#language === "php")
      if (playsRole(tree, node, "block") && tree.text[piece.start] !== "{") return this.#depthAt(tree.start[parent]!);
    if (this.#language === "ruby") {
      // The body of `while x` is a node without a word of its own at the start.
      const isBody = tree.start[node]! < piece.start && isFirst && this.#endsWithEnd(node);
      return isBody ? this.#depthAt(tree.start[node]!) : undefined;
    }
    if (!isFirst || !this.#previous || tree.language.indentationMatters || tree.text[piece.start] === "{")
      return undefined;
    const before = this.#text(this.#previous);
    if (before !== ")" && before !== "else" && before !== "do") return undefined;
    if (!tree.named[node] || tree.start[parent]! >= piece.start) return undefined;
    if (!(["conditional", "loop", "else"] as const).some((role) => playsRole(tree, parent, role))) return undefined;
    return this.#depthAt(before === ")" ? tree.start[parent]! : this.#previous.start);
  }

  /** Opens what begins at its own level and indents the rest: cases, and in Ruby what ends with `end`. */
  #openHeads(began: readonly number[], piece: Piece): void {
    const tree = this.#tree;
    for (const node of began.toReversed()) {
      const isCase = this.#isCase(node);
      const endsWithWord = this.#language === "ruby" && tree.start[node] === piece.start && this.#endsWithEnd(node);
      const isElement = /^jsx_(element|fragment)$/.test(tree.kindNames[tree.kind[node]!]!);
      if (!isCase && !endsWithWord && !isElement) continue;
      const head = this.#depthAt(tree.start[node]!);
      const item = isCase ? this.#depth[this.#line] : undefined;
      this.#open({ end: tree.end[node]!, kind: isCase ? "case" : "node", head, owner: node, item });
    }
  }

  #isCase(node: number): boolean {
    const tree = this.#tree;
    if (!caseLanguages.has(this.#language) || tree.last[node] === node + 1) return false;
    const word = /^(case|default)\b/.exec(tree.text.slice(tree.start[node], tree.start[node]! + 8));
    if (!word || tree.kindNames[tree.kind[node]!] === "switch_label") return false;
    return playsRole(tree, node, "case") || tree.kindNames[tree.kind[node]!] === "switch_block_statement_group";
  }

  #endsWithEnd(node: number): boolean {
    const { text, end, last, start } = this.#tree;
    if (last[node] === node + 1 || text.slice(end[node]! - 3, end[node]) !== "end") return false;
    // Its own word, not that of its last part.
    let child = node + 1;
    while (last[child]! < last[node]!) child = last[child]!;
    const length = (end[child] ?? 0) - (start[child] ?? 0);
    return last[child] === child + 1 && length === "end".length;
  }

  #openBracket(piece: Piece, text: string): void {
    const tree = this.#tree;
    let head = this.#depth[this.#line]!;
    if (text === "{") {
      const holder = tree.parent[piece.node]!;
      const owner = tree.start[holder] === piece.start ? tree.parent[holder]! : holder;
      if (owner !== 0 && braceOwners.some((role) => playsRole(tree, owner, role))) {
        const isBlock = !playsRole(tree, owner, "block") && !playsRole(tree, owner, "package");
        if (isBlock) head = this.#depthAt(tree.start[owner]!);
      }
    }
    this.#open({ end: Infinity, kind: "bracket", head, owner: tree.parent[piece.node]!, item: undefined });
  }

  #startsItem(piece: Piece, text: string, began: readonly number[]): boolean {
    const tree = this.#tree;
    const previous = this.#previous;
    const frame = this.#frames.at(-1)!;
    if (!previous || frame.item === undefined || previous.kind === "directive" || previous.kind === "raw") return true;
    const before = this.#text(previous);
    if (before === ";" || (before === ":" && frame.kind === "case")) return true;
    // A comma parts the items of a list in brackets; elsewhere the statement goes on behind it.
    if (before === "," && frame.kind === "bracket" && tree.parent[previous.node] === frame.owner) return true;
    for (const node of began) {
      if (statementRoles.some((role) => playsRole(tree, node, role))) return true;
      const parent = tree.parent[node]!;
      if (parent === 0 || playsRole(tree, parent, "block") || playsRole(tree, parent, "preprocessor")) return true;
      const kind = tree.kindNames[tree.kind[parent]!]!;
      if (/^jsx_(element|fragment)$/.test(kind)) return true;
      // The name of a C function may stand on a line below its type.
      if (kind === "function_definition" && tree.kindNames[tree.kind[node]!]!.endsWith("_declarator")) return true;
      if (parent === frame.owner && frame.kind === "bracket" && tree.named[node]) return true;
    }
    const isAttribute = began.some((node) => tree.kindNames[tree.kind[node]!] === "jsx_attribute");
    if (before === "}" && !isAttribute && /^[\w"'@~]/.test(text) && !clauseWords.has(text)) return true;
    return this.#isBehindPreamble(previous, piece);
  }

  /** A decorator, attribute or template line belongs to what follows and stands at its level. */
  #isBehindPreamble(previous: Piece, piece: Piece): boolean {
    const tree = this.#tree;
    for (let node = previous.node; node !== 0 && tree.end[node]! <= piece.start; node = tree.parent[node]!)
      if (playsRole(tree, node, "decorator") || preambles.test(tree.kindNames[tree.kind[node]!]!)) return true;
    return false;
  }

  #level(piece: Piece, text: string, isToken: boolean, starts: boolean, began: readonly number[]): number {
    const tree = this.#tree;
    const frame = this.#frames.at(-1)!;
    const content = frame.head + 1;
    const isWord =
      isToken && clauseWords.has(text) && !began.some((node) => node !== piece.node && this.#isEntry(node));
    if ((isWord && !tree.language.indentationMatters && this.#goesOn(piece, text)) || this.#closesElement(piece))
      return this.#ownerDepth(piece);
    if (isToken && (text === "case" || text === "default") && caseLanguages.has(this.#language)) {
      if (frame.kind === "case") return frame.head;
      return this.#language === "go" ? content - 1 : content;
    }
    if (began.some((node) => tree.kindNames[tree.kind[node]!] === "access_specifier")) return frame.head;
    if (text === "{" && isToken) return frame.item ?? content;
    if (starts || frame.item === undefined) return content;
    return frame.item + 1;
  }

  /** `else ->` begins an entry of Kotlin's `when`: it is no clause. */
  #isEntry(node: number): boolean {
    return this.#language === "kotlin" && playsRole(this.#tree, node, "case");
  }

  #goesOn(piece: Piece, text: string): boolean {
    if (text === "when" || text === "in" || text === "end") return this.#language === "ruby";
    // The `while` of a do loop, not a loop of its own.
    const { start, parent } = this.#tree;
    if (text === "while") return start[parent[piece.node]!]! < piece.start && this.#language !== "ruby";
    return true;
  }

  #closesElement(piece: Piece): boolean {
    const tree = this.#tree;
    const name = tree.kindNames[tree.kind[tree.parent[piece.node]!]!]!;
    if (!name.startsWith("jsx_")) return false;
    const text = this.#text(piece);
    return (
      text === "</" || (text === "/>" && name === "jsx_self_closing_element") || (text === ">" && name !== "jsx_text")
    );
  }

  #ownerDepth(piece: Piece): number {
    const tree = this.#tree;
    let node = piece.node;
    while (node !== 0 && tree.start[node]! >= piece.start) node = tree.parent[node]!;
    return this.#depthAt(tree.start[node]!);
  }

  #depthAt(offset: number): number {
    let low = 0;
    let high = this.#line;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#depth[low]!;
  }
}
