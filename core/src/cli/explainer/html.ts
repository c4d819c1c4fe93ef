import type { Explanation } from "../../detection.ts";
import type { Explainer, ExplainedFile } from "../explainer.ts";
import { escapeHtml, htmlPage } from "../html-page.ts";
import { advice, measured, signed, typicalRange } from "../../words.ts";
import { createLevels } from "./levels.ts";
import { neuralSentences } from "./neural.ts";
import { detectorSentences, titleOf, verdictSentences } from "./sentences.ts";

/** One page: the verdict, the signals, and the source with its lines marked and its words coloured. */
export const explainAsHtml: Explainer = (
  file,
  { signals },
) => `${htmlPage.begin(`${file.path}: who wrote it`, style)}<main>
<h1 class="path">${escapeHtml(file.path)}</h1><p>${titleOf(file)}</p>
${verdictSentences(file)
  .map((sentence) => `<p>${escapeHtml(sentence)}</p>`)
  .join("\n")}
<p>Methods, in log-odds (above 0 speaks for AI): ${escapeHtml(detectorSentences(file).join(", "))}.</p>
<p class="advice">${advice}</p>
<h2>Signals that spoke</h2>
<table><thead><tr><th class="n">adds<th>speaks for<th>signal<th class="n">value<th>typical</tr></thead><tbody>
${signalRows(file.explanation, signals)}</tbody></table>
${neuralSection(file, signals)}<h2>Source</h2>
<p>Words are coloured by what they add; the bar in the margin is the sum of a line. <span class="up3">For AI</span>, <span class="down3">for a person</span>.</p>
<pre>${sourceLines(file)}</pre></main>
${htmlPage.end}`;

function signalRows({ signals }: Explanation, most: number): string {
  return signals
    .slice(0, most)
    .map((signal) => {
      const cells = [signed(signal.contribution), signal.contribution > 0 ? "AI" : "a person", signal.meaning];
      const [adds, side, meaning] = cells.map(escapeHtml);
      const value = escapeHtml(measured(signal.value, signal.unit));
      return `<tr><td class="n">${adds}<td>${side}<td>${meaning}<td class="n">${value}<td>${escapeHtml(typicalRange(signal))}</tr>\n`;
    })
    .join("");
}

function neuralSection(file: ExplainedFile, most: number): string {
  const sentences = neuralSentences(file, most).map((sentence) => `<li>${escapeHtml(sentence)}`);
  return sentences.length === 0 ? "" : `<h2>What the neural network reads</h2>\n<ul>${sentences.join("\n")}</ul>\n`;
}

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly contribution: number;
}

function sourceLines({ text, explanation }: ExplainedFile): string {
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
  return lines.join("");

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
const style = `
pre { font: 13px/1.5 ui-monospace, monospace; overflow-x: auto; counter-reset: line; tab-size: 4; border: 1px solid var(--line); border-radius: .4rem; padding: .5rem 0 }
h1.path { font-size: 1.3rem }
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
