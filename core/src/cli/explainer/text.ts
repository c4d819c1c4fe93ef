import { createColors } from "picocolors";
import type { Explainer, ExplainedFile, ExplainStyle, NarratedFile } from "../explainer.ts";
import { cutEnd, printable, wrap } from "../terminal-text.ts";
import { advice, measured, signed, typicalRange } from "../../words.ts";
import { neuralSentences } from "./neural.ts";
import { proseOrigin, proseParagraphs, proseTitle } from "./prose.ts";
import { sourceLines } from "./source-lines.ts";
import { wordsNotDrawn } from "./words-not-drawn.ts";
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
    ...wordLines(file, style),
    paint.bold("Source: what the wording of each line adds (+ speaks for AI, − for a person)"),
    ...sourceLines(file, style.colour),
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

/** What the signals and lines do not say already, then what a language model wrote. */
function wordLines({ narrative, prose }: NarratedFile, { colour, columns }: ExplainStyle): string[] {
  const { bold } = createColors(colour);
  const fit = (text: string): string => wrap(printable(text), Math.min(columns ?? 100, 100));
  return [
    ...wordsNotDrawn(narrative).flatMap(({ title, sentences }) => [bold(title), ...sentences.map(fit), ""]),
    ...(prose ? [bold(proseTitle), fit(proseOrigin(prose)), ""] : []),
    ...(prose ? proseParagraphs(prose) : []).flatMap(({ title, text }) => [
      ...(title === undefined ? [] : [bold(printable(title))]),
      fit(text),
      "",
    ]),
  ];
}
