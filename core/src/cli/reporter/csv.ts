import type { ScanEntry } from "../../node/scan-entry.ts";
import type { CreateReporter } from "../reporter.ts";
import { toJsonEntry } from "./json-entry.ts";

const columns = ["path", "language", "verdict", "probability", "falseAlarmRate", "lines", "reason"] as const;

/** RFC 4180, one row a file: files judged and files in error, and with --show-skipped the others. */
export const createCsvReporter: CreateReporter = ({ showSkipped }) => ({
  begin: () => `${columns.join(",")}\r\n`,
  file: (entry) => (entry.kind === "skipped" && !showSkipped ? "" : row(entry)),
  end: () => "",
});

function row(entry: ScanEntry): string {
  const values = toJsonEntry(entry);
  return `${columns.map((column) => cell(values[column])).join(",")}\r\n`;
}

/** A text that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection). */
function cell(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return "";
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
