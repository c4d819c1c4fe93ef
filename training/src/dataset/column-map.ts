import { labels, type Label, type Sample } from "./sample.ts";

/** Where a field of a sample stands when the map does not say: the columns of our own datasets. */
export const standardColumns = {
  id: "id",
  code: "code",
  language: "language",
  label: "label",
  source: "source",
  group: "group",
  task: "task",
  generator: "generator",
  model: "model",
  family: "family",
  agent: "agent",
  repo: "repo",
  path: "path",
  date: "date",
  stratum: "stratum",
  kind: "kind",
  domain: "domain",
  mode: "mode",
  attr: "attr",
  policySince: "policy_since",
  isTest: "test",
  mentionsAi: "mentions_ai",
} as const satisfies Record<keyof Sample, string>;

export type SampleField = keyof typeof standardColumns;

export type ColumnMap = Readonly<Record<SampleField, string>>;

/** Which value of the label column means which label: `{ "1": "ai", "0": "human" }`. */
export type LabelMap = Readonly<Record<string, Label>>;

/**
 * Reads `--map code=content,label=target`: the field of a sample, then the column that holds it.
 * @throws when a field is unknown or a pair is not one
 */
export function parseColumnMap(text: string): Partial<ColumnMap> {
  const map: Partial<Record<SampleField, string>> = {};
  for (const [field, column] of parsePairs(text, "--map code=content,label=target")) {
    if (!Object.hasOwn(standardColumns, field))
      throw new Error(
        `--map: a sample has no field "${field}"; the fields are ${Object.keys(standardColumns).join(", ")}.`,
      );
    map[field as SampleField] = column;
  }
  return map;
}

/**
 * Reads `--labels 1=ai,0=human`: the value in the file, then the label.
 * @throws when a label is not human, ai or hybrid
 */
export function parseLabelMap(text: string): LabelMap {
  const map: Record<string, Label> = {};
  for (const [value, label] of parsePairs(text, "--labels 1=ai,0=human")) {
    if (!labels.includes(label as Label))
      throw new Error(`--labels: "${label}" is no label; write ${value}=human, ${value}=ai or ${value}=hybrid.`);
    map[value] = label as Label;
  }
  return map;
}

function parsePairs(text: string, example: string): [string, string][] {
  return text.split(",").map((pair) => {
    const at = pair.indexOf("=");
    const [left, right] = [pair.slice(0, Math.max(0, at)).trim(), pair.slice(at + 1).trim()];
    if (!left || !right) throw new Error(`"${pair}" is not a pair of the form a=b; write for example ${example}.`);
    return [left, right];
  });
}
