import type { Block, ReadBlock } from "./block.ts";
import { readTable } from "./read-table.ts";

/** @param depth of quotes and lists around these lines */
type Reader = (lines: readonly string[], at: number, depth: number) => ReadBlock | undefined;

/** Quotes and lists deeper than this are text: nobody writes them, and each takes its share of the stack. */
const deepest = 12;

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const quote = /^ {0,3}> ?/;
const bullet = /^( {0,3})([-*+]|\d{1,9}[.)])( +)(?=\S)/;
const isBlank = (line: string): boolean => line.trim() === "";

/**
 * Reads the part of Markdown that model cards are written in: headings, paragraphs, lists, tables, quotes, code and the
 * metadata at the top, which is shown as it stands. HTML is text like any other.
 */
export function readBlocks(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\t", "    ").split("\n");
  const end = lines[0] === "---" ? lines.indexOf("---", 1) : -1;
  if (end < 0) return readLines(lines, 0);
  const metadata: Block = { kind: "code", text: lines.slice(1, end).join("\n") };
  return [metadata, ...readLines(lines.slice(end + 1), 0)];
}

function readLines(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at]!)) {
      at++;
      continue;
    }
    const read: ReadBlock = readOther(lines, at, depth) ?? readParagraph(lines, at, depth);
    blocks.push(read.block);
    at = read.next;
  }
  return blocks;
}

/** Whatever is no paragraph and so ends one. */
const readOther: Reader = (lines, at, depth) =>
  readers.reduce<ReadBlock | undefined>((found, reader) => found ?? reader(lines, at, depth), undefined);

const readParagraph = (lines: readonly string[], at: number, depth: number): ReadBlock => {
  let next = at + 1;
  while (next < lines.length && !isBlank(lines[next]!) && !readOther(lines, next, depth)) next++;
  const text = lines
    .slice(at, next)
    .map((line) => line.trim())
    .join(" ");
  return { block: { kind: "paragraph", text }, next };
};

const readFence: Reader = (lines, at) => {
  const mark = fence.exec(lines[at]!)?.[1];
  if (mark === undefined) return undefined;
  const found = lines.findIndex((line, index) => index > at && line.trim().startsWith(mark));
  const end = found < 0 ? lines.length : found;
  return { block: { kind: "code", text: lines.slice(at + 1, end).join("\n") }, next: end + 1 };
};

const readHeading: Reader = (lines, at) => {
  const [, marks, text] = heading.exec(lines[at]!) ?? [];
  return marks === undefined
    ? undefined
    : { block: { kind: "heading", level: marks.length, text: text! }, next: at + 1 };
};

const readRule: Reader = (lines, at) => (rule.test(lines[at]!) ? { block: { kind: "rule" }, next: at + 1 } : undefined);

const readQuote: Reader = (lines, at, depth) => {
  if (depth === deepest) return undefined;
  let next = at;
  while (next < lines.length && quote.test(lines[next]!)) next++;
  if (next === at) return undefined;
  const inner = lines.slice(at, next).map((line) => line.replace(quote, ""));
  return { block: { kind: "quote", blocks: readLines(inner, depth + 1) }, next };
};

const readList: Reader = (lines, at, depth) => {
  if (depth === deepest) return undefined;
  const first = bullet.exec(lines[at]!);
  if (!first) return undefined;
  const isOrdered = /^\d/.test(first[2]!);
  const items: Block[][] = [];
  let next = at;
  while (next < lines.length) {
    const mark = bullet.exec(lines[next]!);
    if (!mark || /^\d/.test(mark[2]!) !== isOrdered) break;
    const indent = mark[0].length;
    const item = [lines[next]!.slice(indent)];
    next++;
    while (next < lines.length && belongsTo(lines, next, indent, depth)) {
      item.push(lines[next]!.replace(new RegExp(`^ {0,${indent}}`), ""));
      next++;
    }
    items.push(readLines(item, depth + 1));
  }
  return { block: { kind: "list", isOrdered, start: Number.parseInt(first[2]!, 10) || 1, items }, next };
};

/** Whether a line goes on with an item: indented, or text that follows it at once. */
function belongsTo(lines: readonly string[], at: number, indent: number, depth: number): boolean {
  const line = lines[at]!;
  const isIndented = (one: string): boolean => one.startsWith(" ".repeat(Math.min(indent, 2)));
  if (isBlank(line)) return at + 1 < lines.length && !isBlank(lines[at + 1]!) && isIndented(lines[at + 1]!);
  return isIndented(line) || (!isBlank(lines[at - 1]!) && !readOther(lines, at, depth));
}

const readers: readonly Reader[] = [readFence, readHeading, readRule, readQuote, readList, readTable];
