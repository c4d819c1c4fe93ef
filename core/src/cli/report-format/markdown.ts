import { escapeMarkdown, headerRow, tableRow } from "../markdown-text.ts";
import type { Block } from "../report-block.ts";
import type { WriteReport } from "../report-format.ts";
import { composeReport } from "../report/compose.ts";

/** For an issue, a wiki or a text processor. The code is left out: the lines that spoke most are quoted. */
export const reportAsMarkdown: WriteReport = (content) =>
  `${composeReport(content)
    .filter(({ kind }, at, all) => kind !== "source" && all[at + 1]?.kind !== "source")
    .map(draw)
    .join("\n\n")}\n`;

function draw(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case "verdict":
      return `**${block.verdict}** – ${escapeMarkdown(block.text)}`;
    case "paragraph":
      return block.tone === "advice" ? `*${escapeMarkdown(block.text)}*` : escapeMarkdown(block.text);
    case "list":
      return block.items.map((item) => `- ${escapeMarkdown(item)}`).join("\n");
    case "facts":
      return `${headerRow(["", ""])}${block.rows.map(tableRow).join("")}`.trimEnd();
    case "table":
      return `${headerRow(block.columns.map(({ title }) => title))}${block.rows.map(tableRow).join("")}`.trimEnd();
    case "shares":
      return Object.entries(block.counts)
        .map(([verdict, files]) => `**${verdict}** ${files}`)
        .join(" · ");
    case "source":
      return "";
  }
}
