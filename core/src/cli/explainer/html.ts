import type { Explanation } from "../../detection.ts";
import type { Explainer, ExplainedFile, NarratedFile } from "../explainer.ts";
import { escapeHtml, htmlPage } from "../html-page.ts";
import { advice, measured, signed, typicalRange } from "../../words.ts";
import { neuralSentences } from "./neural.ts";
import { proseHtml } from "./prose-html.ts";
import { sourceHtml, sourceStyle } from "./source-html.ts";
import { wordsNotDrawn } from "./words-not-drawn.ts";
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
${neuralSection(file, signals)}${wordSections(file)}<h2>Source</h2>
<p>Words are coloured by what they add; the bar in the margin is the sum of a line. <span class="up3">For AI</span>, <span class="down3">for a person</span>.</p>
${sourceHtml(file)}</main>
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

function wordSections({ narrative, prose }: NarratedFile): string {
  const sections = wordsNotDrawn(narrative).map(
    ({ title, sentences }) =>
      `<h2>${escapeHtml(title)}</h2>\n<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}`).join("\n")}</ul>\n`,
  );
  return `${sections.join("")}${prose ? proseHtml(prose) : ""}`;
}

const style = `h1.path { font-size: 1.3rem }${sourceStyle}`;
