import { languages } from "../../language/index.ts";
import type { ScanEntry } from "../../node/scan-entry.ts";
import { skipReasons } from "../../node/skip.ts";
import { escapeHtml, htmlPage } from "../html-page.ts";
import type { CreateReporter } from "../reporter.ts";
import type { ScanSummary, Tally } from "../summary.ts";
import { summarySentences, tallyColumns, tallyRow } from "../summary-text.ts";
import { advice, percent, reasonInWords } from "../../words.ts";

/** One page that needs nothing else. The summary comes last in the text, because it is known last, and first on the page. */
export const createHtmlReporter: CreateReporter = ({ showSkipped }) => ({
  begin: () => `${htmlPage.begin("Who wrote this code", style)}<main>
<section class="files"><h2>Files</h2>
<div class="filter">${filters}<table><thead><tr><th>verdict<th class="n">AI<th class="n">lines<th>language<th>file<th>why</tr></thead><tbody>
`,
  file: (entry) => (entry.kind === "skipped" && !showSkipped ? "" : row(entry)),
  end: (summary) => `</tbody></table></div></section>\n${summarySection(summary)}</main>\n${htmlPage.end}`,
});

const filters = ["all", "ai", "human", "uncertain", "error"]
  .map(
    (name, at) =>
      `<input type="radio" name="show" id="show-${name}"${at === 0 ? " checked" : ""}><label for="show-${name}">${name}</label>`,
  )
  .join("");

function row(entry: ScanEntry): string {
  const path = `<td class="path">${escapeHtml(entry.path)}`;
  if (entry.kind === "error")
    return `<tr class="error"><td><b>error</b><td><td><td>${path}<td>${escapeHtml(entry.message)}</tr>\n`;
  if (entry.kind === "skipped")
    return `<tr class="skipped"><td>skipped<td><td><td>${path}<td>${escapeHtml(skipReasons[entry.reason])}</tr>\n`;
  const { verdict, probability, lines, language, reason, reasons } = entry.detection;
  const chance =
    probability === null
      ? "–"
      : `<span class="meter"><i style="width:${(probability * 100).toFixed(1)}%"></i></span> ${percent(probability)}`;
  const list = reasons
    .slice(0, 5)
    .map((one) => `<li class="${one.contribution > 0 ? "to-ai" : "to-human"}">${escapeHtml(reasonInWords(one))}`);
  const why = `${escapeHtml(reason)}${list.length > 0 ? `<details><summary>signals</summary><ul>${list.join("")}</ul></details>` : ""}`;
  return `<tr class="${verdict}"><td><b>${verdict}</b><td class="n">${chance}<td class="n">${lines}<td>${languages[language].name}${path}<td>${why}</tr>\n`;
}

function summarySection(summary: ScanSummary): string {
  const { languages: byLanguage, folders, total } = summary;
  const sentences = summarySentences(summary).map((sentence) => `<p>${escapeHtml(sentence)}</p>`);
  const tables = [
    total.files > 0
      ? tallyTable(
          "language",
          byLanguage.map((tally) => [languages[tally.language].name, tally]),
        )
      : "",
    folders.length > 1
      ? tallyTable(
          "folder",
          folders.map((tally) => [tally.folder, tally]),
        )
      : "",
  ];
  return `<section class="summary"><h1>Who wrote this code</h1>${bar(total)}${sentences.join("\n")}<p class="advice">${advice}</p>\n${tables.join("")}</section>\n`;
}

function bar({ files, ai, uncertain, human }: Tally): string {
  if (files === 0) return "";
  const parts = Object.entries({ ai, uncertain, human }).filter(([, count]) => count.files > 0);
  return `<div class="bar">${parts.map(([name, count]) => `<span class="${name}" style="flex:${count.files}" title="${count.files} ${name}">${name}</span>`).join("")}</div>`;
}

function tallyTable(title: string, rows: readonly (readonly [string, Tally])[]): string {
  const cells = ([name, tally]: readonly [string, Tally]): string =>
    `<tr><td class="path">${escapeHtml(name)}${tallyRow(tally)
      .map((cell) => `<td class="n">${cell}`)
      .join("")}</tr>`;
  return `<table><thead><tr><th>${title}${tallyColumns.map((name) => `<th class="n">${name}`).join("")}</tr></thead><tbody>${rows.map(cells).join("\n")}</tbody></table>\n`;
}

const style = `
main { display: flex; flex-direction: column; gap: 2rem }
.summary { order: -1 }
.bar { display: flex; height: 1.6rem; border-radius: .4rem; overflow: hidden; margin: 1rem 0; max-width: 60rem }
.bar span { min-width: 3px; padding: 0 .5rem; font-size: .8rem; line-height: 1.6rem; color: var(--page); overflow: hidden; white-space: nowrap }
.bar .ai { background: var(--ai) } .bar .human { background: var(--human) } .bar .uncertain { background: var(--uncertain) }
tr.ai b { color: var(--ai) } tr.human b { color: var(--human) } tr.uncertain b { color: var(--uncertain) } tr.error b { color: var(--error) }
tr.skipped { color: var(--quiet) }
li.to-ai::marker { color: var(--ai) } li.to-human::marker { color: var(--human) }
.files td:first-child { width: 6rem }
.meter { display: inline-block; width: 4rem; height: .5rem; border-radius: .25rem; overflow: hidden; background: var(--line) }
.meter i { display: block; height: 100%; background: var(--quiet) }
tr.ai .meter i { background: var(--ai) } tr.human .meter i { background: var(--human) } tr.uncertain .meter i { background: var(--uncertain) }
.filter input { position: absolute; opacity: 0 }
.filter label { display: inline-block; padding: .2rem .8rem; margin: 0 .3rem .8rem 0; border: 1px solid var(--line); border-radius: 1rem; cursor: pointer }
.filter input:checked + label { background: var(--text); color: var(--page) }
.filter input:focus-visible + label { outline: 2px solid var(--human) }
${["ai", "human", "uncertain", "error"].map((name) => `#show-${name}:checked ~ table tbody tr:not(.${name}) { display: none }`).join("\n")}
`;
