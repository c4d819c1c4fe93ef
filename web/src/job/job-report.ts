import type { WireJobFile } from "@whowrote/server/schema/job";
import { count } from "../format/count.ts";
import { momentOf } from "../format/date.ts";
import { percent } from "../format/percent.ts";
import { english } from "../text/english.ts";
import { escapeHtml } from "./escape-html.ts";
import { fileCells } from "./file-cells.ts";
import { type FactsInput, jobFacts } from "./job-facts.ts";
import { countOutcomes, judgedOf, outcomeOf } from "./outcome.ts";
import { plainPath } from "./plain-path.ts";
import { reportStyle } from "./report-style.ts";
import type { ShareEstimate } from "./share-estimate.ts";
import { summarySentences } from "./summary-sentences.ts";

const { report, columns } = english.job;

interface ReportInput extends FactsInput {
  readonly estimate: ShareEstimate | undefined;
  /** When the report is made, ISO 8601. */
  readonly madeAt: string;
}

/**
 * A whole HTML page with the results of a job, by folder. It stands alone: no script, nothing fetched, and a policy that
 * would forbid both.
 */
export function jobReport({ estimate, madeAt, ...input }: ReportInput): string {
  const { files } = input;
  const facts = [...jobFacts(input), [report.madeAt, momentOf(madeAt)] as const];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>${escapeHtml(report.title)}</h1>
${summarySentences(countOutcomes(files), estimate)
  .map((sentence) => `<p>${escapeHtml(sentence)}</p>`)
  .join("\n")}
<dl>${facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>
${byFolder(files).map(section).join("\n")}
</body>
</html>
`;
}

/** Folders by path, files in them by name. */
function byFolder(files: readonly WireJobFile[]): readonly (readonly [string, readonly WireJobFile[]])[] {
  const folders = Map.groupBy(files, ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  const sort = (a: WireJobFile, b: WireJobFile): number => (a.path < b.path ? -1 : 1);
  return [...folders]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, own]) => [folder, own.toSorted(sort)] as const);
}

function section([folder, files]: readonly [string, readonly WireJobFile[]]): string {
  const counts = countOutcomes(files);
  const judged = judgedOf(counts);
  const found =
    judged === 0
      ? report.noneJudged
      : report.folder(count(judged), count(counts.ai), percent(counts.ai / judged), count(counts.uncertain));
  return `<section><h2>${escapeHtml(folder === "" ? report.top : plainPath(folder))}</h2><p>${escapeHtml(found)}</p>
<table><thead><tr>${head}</tr></thead><tbody>
${files.map(row).join("\n")}
</tbody></table></section>`;
}

const head = Object.values(columns)
  .map((name) => `<th scope="col">${escapeHtml(name)}</th>`)
  .join("");

function row(file: WireJobFile): string {
  const { path, ...cells } = fileCells(file);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const rest = Object.values(cells).map((cell) => `<td>${escapeHtml(cell)}</td>`);
  return `<tr class="${outcomeOf(file)}"><th scope="row">${escapeHtml(name)}</th>${rest.join("")}</tr>`;
}
