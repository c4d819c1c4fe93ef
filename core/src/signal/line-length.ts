import { entropy, largest, mean, quantile, share, shareOf, variation } from "../code-facts/distribution.ts";
import { lineKind, type LineFacts } from "../code-facts/line-facts.ts";
import type { Signal } from "../signal.ts";

/** How long lines of code are. "Length" leaves the indentation out, "width" counts it. */
export const lineLengthSignals: readonly Signal[] = [
  {
    id: "layout.line-length",
    group: "layout",
    unit: "characters",
    meaning: "length of a line of code on average",
    measure: ({ lines }) => mean(codeLengths(lines)),
  },
  {
    id: "layout.line-length-variation",
    group: "layout",
    unit: "ratio",
    meaning: "how much line lengths differ",
    measure: ({ lines }) => variation(codeLengths(lines)),
  },
  {
    id: "layout.line-length-entropy",
    group: "layout",
    unit: "bits",
    meaning: "variety of line lengths, in steps of eight characters",
    measure: ({ lines }) => lengthEntropy(codeLengths(lines)),
  },
  {
    id: "layout.line-width-p95",
    group: "layout",
    unit: "columns",
    meaning: "width that 95 % of the lines of code keep within",
    measure: ({ lines }) => quantile(codeWidths(lines), 0.95),
  },
  {
    id: "layout.line-width-max",
    group: "layout",
    unit: "columns",
    meaning: "width of the widest line of code, at most 400",
    measure: ({ lines }) => Math.min(400, largest(codeWidths(lines))),
  },
  {
    id: "layout.closer-line-share",
    group: "layout",
    unit: "share",
    meaning: "share of the lines of code that only close brackets",
    measure: ({ lines }) => closerShare(lines),
  },
  {
    id: "layout.tokens-per-line",
    group: "layout",
    unit: "per line",
    meaning: "words and marks on a line of code on average",
    measure: ({ lines, tokens }) => share(tokens.total, lines.code),
  },
];

function codeLines({ lines, kinds }: LineFacts) {
  return lines.filter((line, index) => kinds[index] === lineKind.code && line.text !== "");
}

function codeLengths(lines: LineFacts): number[] {
  return codeLines(lines).map((line) => line.text.length);
}

function codeWidths(lines: LineFacts): number[] {
  return codeLines(lines).map((line) => line.indent + line.text.length);
}

function lengthEntropy(lengths: readonly number[]): number {
  const bins = new Map<number, number>();
  for (const length of lengths) bins.set(length >> 3, (bins.get(length >> 3) ?? 0) + 1);
  return entropy(bins.values());
}

/** Mean of |a - b| / (a + b) over neighbours: 0 for equal lengths, towards 1 for very different ones. */
function closerShare(lines: LineFacts): number {
  return shareOf(codeLines(lines), ({ text }) => text.length < 8 && /^([}\])]+[;,)]*|end)$/.test(text));
}
