import type { JobFile } from "../job.ts";

const columns: readonly (readonly [name: string, value: (file: JobFile) => string | number | null | undefined])[] = [
  ["position", ({ position }) => position],
  ["path", ({ path }) => path],
  ["state", ({ state }) => state],
  ["language", ({ language }) => language],
  ["verdict", ({ prediction }) => prediction?.verdict],
  ["probability", ({ prediction }) => prediction?.probability],
  ["false_alarm_rate", ({ prediction }) => prediction?.falseAlarmRate],
  ["lines", ({ prediction }) => prediction?.lines],
  ["model_version", ({ prediction }) => prediction?.modelVersion],
  ["prediction_id", ({ prediction }) => prediction?.id],
  ["error", ({ error }) => error],
];

/** RFC 4180. */
export const csvHead = `${columns.map(([name]) => name).join(",")}\r\n`;

export const toCsvRow = (file: JobFile): string => `${columns.map(([, value]) => cell(value(file))).join(",")}\r\n`;

/** A text that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection). */
function cell(value: string | number | null | undefined): string {
  if (value == null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
