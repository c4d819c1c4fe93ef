import type { Explanation } from "../../detection.ts";
import type { ExplainedFile } from "../explainer.ts";
import { escapeHtml } from "../html-page.ts";
import { createLevels } from "./levels.ts";

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly contribution: number;
}

/** The code as HTML: its words coloured by what they add, and a bar beside each line for the sum. Needs {@link sourceStyle}. */
export function sourceHtml({ text, explanation }: ExplainedFile): string {
  const segments = sumOverlaps(explanation.tokenContributions);
  const tokenLevel = createLevels(segments.map(({ contribution }) => contribution));
  const lineLevel = createLevels(explanation.lineContributions);
  const lines: string[] = [];
  let at = 0;
  for (const [index, line] of text.replace(/\n$/, "").split("\n").entries()) {
    lines.push(
      `<div class="line m${levelClass(lineLevel(explanation.lineContributions[index] ?? 0))}"><code>${paintLine(at, at + line.length) || " "}</code></div>`,
    );
    at += line.length + 1;
  }
  return `<pre class="source">${lines.join("")}</pre>`;

  function paintLine(start: number, end: number): string {
    let html = "";
    let done = start;
    for (const segment of between(segments, start, end)) {
      const from = Math.max(start, segment.start);
      const to = Math.min(end, segment.end);
      const level = tokenLevel(segment.contribution);
      const part = escapeHtml(text.slice(from, to));
      html +=
        escapeHtml(text.slice(done, from)) + (level === 0 ? part : `<span class="${levelClass(level)}">${part}</span>`);
      done = to;
    }
    return html + escapeHtml(text.slice(done, end));
  }
}

const levelClass = (level: number): string => (level === 0 ? "none" : level > 0 ? `up${level}` : `down${-level}`);

/** Disjoint segments in order; where tokens overlap, as those of two views do, their contributions add up. */
function sumOverlaps(tokens: Explanation["tokenContributions"]): Segment[] {
  const changes = new Map<number, number>();
  const change = (at: number, by: number): unknown => changes.set(at, (changes.get(at) ?? 0) + by);
  for (const { start, end, contribution } of tokens) {
    change(start, contribution);
    change(end, -contribution);
  }
  const places = [...changes].toSorted(([a], [b]) => a - b);
  let contribution = 0;
  return places.slice(0, -1).map(([start, by], index) => {
    contribution += by;
    return { start, end: places[index + 1]![0], contribution };
  });
}

/** The segments that touch the range; found by bisection, since a file has many lines. */
function between(segments: readonly Segment[], start: number, end: number): readonly Segment[] {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < segments.length && segments[last]!.start < end) last++;
  return segments.slice(low, last);
}

const levels = [
  [1, 15],
  [2, 32],
  [3, 55],
] as const;
/** What {@link sourceHtml} is drawn with. */
export const sourceStyle = `
pre.source { font: 13px/1.5 ui-monospace, monospace; overflow-x: auto; counter-reset: line; tab-size: 4; border: 1px solid var(--line); border-radius: .4rem; padding: .5rem 0 }
.line { counter-increment: line; padding-left: .5rem; border-left: .5rem solid transparent; min-width: max-content }
.line code { display: inline-block; font: inherit } .line::before { content: counter(line); display: inline-block; width: 3.5em; margin-right: 1em; text-align: right; color: var(--quiet); user-select: none }
${levels
  .map(
    ([
      level,
      mix,
    ]) => `.up${level} { background: color-mix(in srgb, var(--ai) ${mix}%, transparent) } .down${level} { background: color-mix(in srgb, var(--human) ${mix}%, transparent) }
.mup${level} { border-left-color: color-mix(in srgb, var(--ai) ${mix + 30}%, transparent) } .mdown${level} { border-left-color: color-mix(in srgb, var(--human) ${mix + 30}%, transparent) }`,
  )
  .join("\n")}
`;
