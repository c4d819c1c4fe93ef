import type { LanguageId } from "whowrote/language";
import type { ColumnMap, LabelMap, SampleField } from "./column-map.ts";
import { parseLanguageName } from "./language-name.ts";
import { showValue, type ProblemKind, type RowProblem } from "./row-problem.ts";
import { labels, type Label, type Sample } from "./sample.ts";

/** How the values of a row become a sample. */
export interface SampleRules {
  /** For messages. */
  readonly file: string;
  /** File name without folder and extension: the source of rows that name none, and the start of made-up ids. */
  readonly fileStem: string;
  readonly columns: ColumnMap;
  readonly labelMap: LabelMap;
  /** For rows that have no such column. */
  readonly language: LanguageId | undefined;
  readonly label: Label | undefined;
}

type Values = Readonly<Record<string, unknown>>;
type Made = { readonly sample: Sample } | { readonly problem: RowProblem };

const words = [
  "task",
  "generator",
  "model",
  "family",
  "agent",
  "repo",
  "path",
  "date",
  "stratum",
  "kind",
  "domain",
  "mode",
  "attr",
  "policySince",
] as const satisfies readonly SampleField[];
const switches = ["isTest", "mentionsAi"] as const satisfies readonly SampleField[];

/**
 * Makes a sample of the values of a row. What a row does not say: `id` is made of file and row, `source` is the file's name, and
 * `group` is the repository, else the task, else the row alone.
 */
export function createSample(values: Values, row: number, rules: SampleRules): Made {
  const wrong = (kind: ProblemKind, field: SampleField, message: string, remedy: string): Made => {
    const column = rules.columns[field];
    const value = values[column];
    const shown = value === undefined || value === null ? {} : { value: showValue(value) };
    return { problem: { kind, file: rules.file, row, column, ...shown, message, remedy } };
  };

  const code = values[rules.columns.code];
  if (code === undefined || code === null) return wrong("missing", "code", ...missing("code", values, rules));
  if (typeof code !== "string")
    return wrong("wrong type", "code", `the code is ${showValue(code)}, not text.`, remedyOf("code", values, rules));
  if (code.trim() === "") return wrong("empty", "code", "the code is empty.", "Remove the row.");

  const languageName = readWord(values, rules.columns.language);
  const language = languageName === undefined ? rules.language : parseLanguageName(languageName);
  if (languageName === undefined && language === undefined)
    return wrong("missing", "language", ...missing("language", values, rules));
  if (language === undefined)
    return wrong(
      "unknown language",
      "language",
      `the language ${showValue(languageName)} is not supported.`,
      languageRemedy,
    );

  const labelName = readWord(values, rules.columns.label);
  const label = labelName === undefined ? rules.label : readLabel(labelName, rules.labelMap);
  if (labelName === undefined && label === undefined)
    return wrong("missing", "label", ...missing("label", values, rules));
  if (label === undefined)
    return wrong(
      "unknown label",
      "label",
      `the label ${showValue(labelName)} is none of ${labels.join(", ")}.`,
      labelRemedy(labelName!),
    );

  const id = readWord(values, rules.columns.id) ?? `${rules.fileStem}:${row}`;
  const sample: Record<string, unknown> = {
    id,
    code,
    language,
    label,
    source: readWord(values, rules.columns.source) ?? rules.fileStem,
    group:
      readWord(values, rules.columns.group) ??
      readWord(values, rules.columns.repo) ??
      readWord(values, rules.columns.task) ??
      id,
  };
  for (const field of words) {
    const word = readWord(values, rules.columns[field]);
    if (word !== undefined) sample[field] = word;
  }
  for (const field of switches) {
    const word = readWord(values, rules.columns[field]);
    if (word !== undefined) sample[field] = /^(true|1|yes)$/i.test(word);
  }
  return { sample: sample as unknown as Sample };
}

/** A value as text; numbers, dates and big integers, which CSV and Parquet hold, among them. Undefined when absent or empty. */
function readWord(values: Values, column: string): string | undefined {
  const value = values[column];
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  const word = typeof value === "string" ? value : typeof value === "bigint" ? String(value) : JSON.stringify(value);
  return word.trim() === "" ? undefined : word;
}

function readLabel(name: string, labelMap: LabelMap): Label | undefined {
  const plain = name.trim();
  if (Object.hasOwn(labelMap, plain)) return labelMap[plain];
  // Parquet and pandas write whole numbers as 1.0 where a value is missing elsewhere.
  const whole = plain.replace(/\.0+$/, "");
  if (Object.hasOwn(labelMap, whole)) return labelMap[whole];
  return labels.find((label) => label === plain.toLowerCase());
}

function missing(
  field: "code" | "language" | "label",
  values: Values,
  rules: SampleRules,
): [message: string, remedy: string] {
  return [`there is no ${field} (column "${rules.columns[field]}").`, remedyOf(field, values, rules)];
}

function remedyOf(field: "code" | "language" | "label", values: Values, { columns }: SampleRules): string {
  const names = Object.keys(values).slice(0, 20).join(", ");
  if (Object.hasOwn(values, columns[field])) return `Fill it in or remove the row; the columns are ${names}.`;
  const fixed = field === "code" ? "" : `, or give all rows one with --${field}`;
  return `Say with --map ${field}=<column> where it stands${fixed}; the columns are ${names}.`;
}

const languageRemedy = "Leave such rows out, or map another column with --map language=<column>.";

const labelRemedy = (name: string): string =>
  `Say what it means: --labels ${name.trim()}=human or --labels ${name.trim()}=ai.`;
