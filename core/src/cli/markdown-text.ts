import { printable } from "./terminal-text.ts";

/** The head of a table, with the line under it. */
export const headerRow = (names: readonly string[]): string =>
  `${tableRow(names)}|${names.map(() => " --- |").join("")}\n`;

export const tableRow = (texts: readonly string[]): string => `| ${texts.map(escapeMarkdown).join(" | ")} |\n`;

/** A file's name must not become markup, nor end its cell. */
export const escapeMarkdown = (text: string): string =>
  printable(text).replace(/[\\`*_[\]<>|&#~@]/g, (mark) => (mark === "|" ? "\\|" : (htmlSafe[mark] ?? `\\${mark}`)));
const htmlSafe: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };
