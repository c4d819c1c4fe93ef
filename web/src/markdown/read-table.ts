import type { ReadBlock } from "./block.ts";

const delimiter = /^ {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/;

/** A table of GitHub's kind: a line of headings, one of dashes, and a line a row. */
export function readTable(lines: readonly string[], at: number): ReadBlock | undefined {
  const dashes = lines[at + 1];
  if (!lines[at]!.includes("|") || dashes === undefined || !dashes.includes("-") || !delimiter.test(dashes))
    return undefined;
  const head = readCells(lines[at]!);
  if (readCells(dashes).length !== head.length) return undefined;
  let next = at + 2;
  while (next < lines.length && lines[next]!.includes("|")) next++;
  const rows = lines.slice(at + 2, next).map((line) => {
    const cells = readCells(line);
    return head.map((_, column) => cells[column] ?? "");
  });
  return { block: { kind: "table", head, rows }, next };
}

const readCells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
