import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tableToMarkdown, type Table } from "@whowrote/training/evaluate/table";

export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly tables: readonly Table[];
}

/** What a benchmark found, and how to find it again. */
export interface Report {
  readonly title: string;
  readonly command: string;
  /** What was measured, on what: name and value. */
  readonly facts: Readonly<Record<string, string>>;
  readonly sections: readonly ReportSection[];
}

export function reportToMarkdown({ title, command, facts, sections }: Report): string {
  const head = [
    `# ${title}`,
    `\`${command}\``,
    Object.entries(facts)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join("\n"),
  ];
  return `${head.join("\n\n")}\n\n${sections.map(sectionToMarkdown).join("\n")}`;
}

export function sectionToMarkdown({ title, tables }: ReportSection): string {
  return `## ${title}\n\n${tables.map(tableToMarkdown).join("\n")}`;
}

/** Writes `<name>.md` and `<name>.json` into a folder. */
export async function writeReport(report: Report, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.md`), reportToMarkdown(report));
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
}
