import type { Anatomy, Line } from "../anatomy.ts";

export const lineKind = { blank: 0, code: 1, comment: 2 } as const;

/** The lines between the first and the last that are not blank. All line numbers of the facts count in `lines`. */
export interface LineFacts {
  readonly lines: readonly Line[];
  /** One {@link lineKind} per line. A line with code and a comment is code; a blank line inside a comment is comment. */
  readonly kinds: Uint8Array;
  readonly blank: number;
  readonly code: number;
  readonly comment: number;
  /** Line of each token; -1 for code on a header line. */
  readonly tokenLine: Int32Array;
  /** First and last token of each line; -1 where none begins. */
  readonly firstToken: Int32Array;
  readonly lastToken: Int32Array;
  /** Columns of one level: the most usual step inwards; 4 when nothing is indented. */
  readonly indentUnit: number;
}

export function createLineFacts(anatomy: Anatomy): LineFacts {
  const lines = keepLines(anatomy.lines);
  const kinds = new Uint8Array(lines.length);
  const tokenLine = new Int32Array(anatomy.tokens.length).fill(-1);
  const firstToken = new Int32Array(lines.length).fill(-1);
  const lastToken = new Int32Array(lines.length).fill(-1);
  markLines(lines, anatomy.comments, (_, line) => (kinds[line] = lineKind.comment));
  markLines(lines, anatomy.tokens, (token, line, isFirst) => {
    kinds[line] = lineKind.code;
    if (!isFirst) return;
    tokenLine[token] = line;
    if (firstToken[line]! < 0) firstToken[line] = token;
    lastToken[line] = token;
  });
  for (const [index, line] of lines.entries())
    if (line.text !== "" && kinds[index] === lineKind.blank) kinds[index] = lineKind.code;
  const count = (kind: number) => kinds.reduce((sum, one) => sum + (one === kind ? 1 : 0), 0);
  return {
    lines,
    kinds,
    blank: count(lineKind.blank),
    code: count(lineKind.code),
    comment: count(lineKind.comment),
    tokenLine,
    firstToken,
    lastToken,
    indentUnit: findIndentUnit(lines, kinds),
  };
}

/** Drops blank lines at the ends and behind cut header lines: they tell how a file was cut, not who wrote it. */
function keepLines(all: readonly Line[]): Line[] {
  const kept: Line[] = [];
  let afterCut = true;
  for (const [index, line] of all.entries()) {
    if (index > 0 && line.start !== all[index - 1]!.end + 1) afterCut = true;
    if (line.text !== "") afterCut = false;
    if (!afterCut) kept.push(line);
  }
  while (kept.at(-1)?.text === "") kept.pop();
  return kept;
}

/** Visits every line that a stretch of text touches. Both lists are sorted: one walk over the two. */
function markLines(
  lines: readonly Line[],
  stretches: readonly { readonly start: number; readonly end: number }[],
  mark: (stretch: number, line: number, isFirst: boolean) => void,
): void {
  let line = 0;
  for (const [index, { start, end }] of stretches.entries()) {
    while (line < lines.length && lines[line]!.end < start) line++;
    for (let at = line; at < lines.length && lines[at]!.start < end; at++)
      mark(index, at, at === line && lines[at]!.start <= start);
  }
}

function findIndentUnit(lines: readonly Line[], kinds: Uint8Array): number {
  const steps = new Map<number, number>();
  let previous = -1;
  for (const [index, { indent }] of lines.entries()) {
    if (kinds[index] !== lineKind.code) continue;
    const step = indent - previous;
    if (previous >= 0 && step > 0 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    previous = indent;
  }
  let unit = 4;
  let best = 0;
  for (const [step, count] of steps) if (count > best || (count === best && step < unit)) [unit, best] = [step, count];
  return unit;
}
