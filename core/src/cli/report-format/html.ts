import { sourceHtml, sourceStyle } from "../explainer/source-html.ts";
import { escapeHtml, htmlPage } from "../html-page.ts";
import type { Block, Column } from "../report-block.ts";
import type { WriteReport } from "../report-format.ts";
import { composeReport } from "../report/compose.ts";

/** One page for the screen, light or dark, and for paper. It loads nothing. */
export const reportAsHtml: WriteReport = (content) =>
  `${htmlPage.begin(`${content.path}: who wrote it`, style)}<main>
${composeReport(content).map(draw).join("\n")}
</main>
${htmlPage.end}`;

function draw(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}${block.isPath ? ' class="path"' : ""}>${safe(block.text)}</h${block.level}>`;
    case "verdict":
      return `<p class="verdict ${block.verdict}"><b>${block.verdict}</b> ${safe(block.text)}</p>`;
    case "paragraph":
      return `<p${block.tone ? ` class="${block.tone}"` : ""}>${safe(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${safe(item)}`).join("\n")}</ul>`;
    case "facts":
      return `<dl>${block.rows.map(([name, value]) => `<dt>${safe(name)}<dd>${safe(value)}`).join("\n")}</dl>`;
    case "table":
      return `<div class="wide"><table><thead><tr>${block.columns.map((column) => `<th${classOf(column)}>${safe(column.title)}`).join("")}</tr></thead><tbody>
${block.rows.map((row) => `<tr>${row.map((text, at) => cell(block.columns[at]!, text)).join("")}</tr>`).join("\n")}
</tbody></table></div>`;
    case "shares":
      return drawShares(block.counts);
    case "source":
      return `<p class="quiet">Words are coloured by what they add; the bar in the margin is the sum of a line. <span class="up3">For AI</span>, <span class="down3">for a person</span>.</p>
${sourceHtml(block.file)}`;
  }
}

/** A sign of percent does not stand alone at the beginning of a line. */
const safe = (text: string): string => escapeHtml(text).replaceAll(" %", "&nbsp;%");

const classOf = ({ is }: Column): string => (is === "number" ? ' class="n"' : is === "path" ? ' class="path"' : "");

function cell(column: Column, text: string): string {
  if (column.is === "verdict") return `<td><b class="${escapeHtml(text)}">${safe(text)}</b>`;
  return `<td${classOf(column)}>${safe(text)}`;
}

function drawShares(counts: Readonly<Record<string, number>>): string {
  const there = Object.entries(counts).filter(([, files]) => files > 0);
  if (there.length === 0) return "";
  const parts = there.map(
    ([verdict, files]) => `<span class="${verdict}" style="flex:${files}">${files} ${verdict}</span>`,
  );
  return `<div class="bar">${parts.join("")}</div>`;
}

const style = `
body { max-width: 62rem } h1.path, h2.path { font-size: 1.3rem } h3 { font-size: 1rem; margin: 1.2rem 0 .2rem }
h2 { margin: 2rem 0 .4rem } h2.path { border-top: 1px solid var(--line); padding-top: 1.5rem; margin-top: 2.5rem }
td.path { min-width: 15rem } .quiet { color: var(--quiet) } .wide { overflow-x: auto } li { max-width: 60rem }
.verdict { font-size: 1.1rem; border-left: .4rem solid; padding: .5rem 1rem; margin: 1rem 0 }
.verdict b { text-transform: uppercase; letter-spacing: .04em; margin-right: .5rem }
p.verdict.ai { border-color: var(--ai) } p.verdict.human { border-color: var(--human) } p.verdict.uncertain { border-color: var(--uncertain) }
b.ai, .verdict.ai b { color: var(--ai) } b.human, .verdict.human b { color: var(--human) } b.uncertain, .verdict.uncertain b { color: var(--uncertain) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 1rem 0 }
dt { color: var(--quiet) } dd { margin: 0; overflow-wrap: anywhere }
.bar { display: flex; height: 1.8rem; border-radius: .4rem; overflow: hidden; margin: 1rem 0 }
.bar span { min-width: 3px; padding: 0 .5rem; font-size: .85rem; line-height: 1.8rem; color: var(--page); overflow: hidden; white-space: nowrap }
.bar .ai { background: var(--ai) } .bar .human { background: var(--human) } .bar .uncertain { background: var(--uncertain) }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } body { padding: 1rem } }
@media print {
  :root { color-scheme: light } body { padding: 0; max-width: none; font-size: 10.5pt } @page { margin: 18mm 15mm }
  h1, h2, h3 { break-after: avoid } .verdict, dl, tr, li { break-inside: avoid } .wide { overflow: visible }
  thead { display: table-header-group } p, li { orphans: 3; widows: 3 }
  .verdict, .bar, .line, .line span { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  pre.source { font-size: 8pt; overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere } .line { min-width: 0 }
}
${sourceStyle}`;
