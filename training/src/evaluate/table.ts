import type { Interval, Rate } from "whowrote/statistics/interval";

/** Words, a count, a score, or a measured value with its interval. A value of NaN is "not defined here". */
export type Cell = string | number | { readonly value: number } | Interval | Rate;

/** Rows of named cells; all rows have the columns of the first. */
export interface Table {
  readonly caption: string;
  /** What one must know to read it, one sentence each. */
  readonly notes?: readonly string[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** Renders a table under a heading of level three. */
export function tableToMarkdown({ caption, notes = [], rows }: Table): string {
  const head = [`### ${caption}`, ...notes].join("\n\n");
  if (rows.length === 0) return `${head}\n\nNo rows.\n`;
  const columns = Object.keys(rows[0]!);
  const cells = rows.map((row) => columns.map((column) => cellToText(row[column]!)));
  const numeric = columns.map((column) => rows.every((row) => typeof row[column] !== "string"));
  const line = (texts: readonly string[]): string => `| ${texts.join(" | ")} |`;
  const rule = numeric.map((is) => (is ? "---:" : "---"));
  return `${head}\n\n${[line(columns), line(rule), ...cells.map(line)].join("\n")}\n`;
}

function cellToText(cell: Cell): string {
  if (typeof cell === "string") return cell.replaceAll("|", "\\|");
  if (typeof cell === "number") return cell.toLocaleString("en");
  if (Number.isNaN(cell.value)) return "–";
  if ("count" in cell) return `${percent(cell.value)} % (${percent(cell.low)}–${percent(cell.high)})`;
  if (!("low" in cell)) return score(cell.value);
  return `${score(cell.value)} (${score(cell.low)}–${score(cell.high)})`;
}

/** Three decimals, without the leading zero: ".945". */
function score(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, "$1.");
}

/** Two decimals below one percent, where they matter, else one. */
function percent(share: number): string {
  const hundredfold = share * 100;
  return hundredfold > 0 && hundredfold < 0.995 ? hundredfold.toFixed(2) : hundredfold.toFixed(1);
}
