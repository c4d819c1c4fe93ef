import { createColors } from "picocolors";
import type { Explainer, ExplainedFile, ExplainStyle } from "../explainer.ts";
import { cutEnd, printable } from "../terminal-text.ts";
import { advice, measured, signed, typicalRange } from "../../words.ts";
import { createLevels, type Level } from "./levels.ts";
import { neuralSentences } from "./neural.ts";
import { detectorSentences, titleOf, verdictSentences } from "./sentences.ts";

/** For a terminal: words, then the source with a margin of + and −, so that it can be read without colours too. */
export const explainAsText: Explainer = (file, style) => {
  const paint = createColors(style.colour);
  return [
    `${paint.bold(printable(file.path))}  ${titleOf(file)}`,
    ...verdictSentences(file).map(printable),
    `Methods, in log-odds (above 0 speaks for AI): ${detectorSentences(file).join(", ")}.`,
    "",
    ...signalLines(file, style),
    "",
    ...neuralLines(file, style),
    paint.bold("Source: what the wording of each line adds (+ speaks for AI, − for a person)"),
    ...sourceLines(file, style),
    "",
    paint.bold(advice),
    "",
  ].join("\n");
};

function signalLines(
  { explanation: { signals } }: ExplainedFile,
  { colour, columns, signals: most }: ExplainStyle,
): string[] {
  const paint = createColors(colour);
  if (signals.length === 0) return ["No signal spoke."];
  const rows = signals.slice(0, most).map((signal) => {
    const isAi = signal.contribution > 0;
    const start = `${signed(signal.contribution).padStart(6)}  ${isAi ? "AI    " : "person"}  `;
    const range = typicalRange(signal);
    const text = `${signal.meaning}: ${measured(signal.value, signal.unit)}${range && ` (${range})`}`;
    const fit = columns === undefined ? text : cutEnd(text, Math.max(20, columns - start.length));
    return `${isAi ? paint.red(start) : paint.green(start)}${fit}`;
  });
  const rest = signals.length > most ? [paint.dim(`… and ${signals.length - most} weaker ones`)] : [];
  return [paint.bold("Signals that spoke, strongest first"), ...rows, ...rest];
}

function neuralLines(file: ExplainedFile, { colour, signals }: ExplainStyle): string[] {
  const sentences = neuralSentences(file, signals).map(printable);
  return sentences.length === 0 ? [] : [createColors(colour).bold("What the neural network reads"), ...sentences, ""];
}

function sourceLines({ text, explanation: { lineContributions } }: ExplainedFile, { colour }: ExplainStyle): string[] {
  const paint = createColors(colour);
  const levelOf = createLevels(lineContributions);
  const lines = text.replace(/\n$/, "").split("\n");
  const width = String(lines.length).length;
  return lines.map((line, index) => {
    const level = levelOf(lineContributions[index] ?? 0);
    const number = paint.dim(String(index + 1).padStart(width));
    const code = line.split("\t").map(printable).join("\t");
    return `${paintLevel(margins[level].padStart(3), level, colour)} ${number} ${paintLevel(code, level, colour)}`;
  });
}

const margins: Readonly<Record<Level, string>> = {
  [-3]: "−−−",
  [-2]: "−−",
  [-1]: "−",
  0: "",
  1: "+",
  2: "++",
  3: "+++",
};

/** Codes of the 256-colour palette (xterm), readable on light and dark ground. */
const colourCodes: Readonly<Record<Level, string>> = {
  [-3]: "1;38;5;35",
  [-2]: "38;5;35",
  [-1]: "38;5;72",
  0: "",
  1: "38;5;173",
  2: "38;5;203",
  3: "1;38;5;196",
};

function paintLevel(text: string, level: Level, colour: boolean): string {
  return colour && level !== 0 && text !== "" ? `\x1b[${colourCodes[level]}m${text}\x1b[0m` : text;
}
