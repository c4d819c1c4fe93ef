import type { CalibrationCell } from "whowrote/calibration";
import type { Checkpoint } from "whowrote/checkpoint";
import type { LanguageId } from "whowrote/language";
import { lengthBins } from "whowrote/length-bin";

const share = (value: number) => value.toFixed(3);

/** Figures with their intervals and the samples behind them. */
export function metricTable(metrics: Checkpoint["metrics"]): string {
  const rows = Object.entries(metrics).map(
    ([key, { value, low, high, humans, ais }]) =>
      `| ${key} | ${share(value)} | ${share(low)} to ${share(high)} | ${humans} | ${ais} |`,
  );
  return ["| figure | value | 95 % interval | people's | AI's |", "|---|---|---|---|---|", ...rows].join("\n");
}

/** How many samples stand behind each threshold, with its heading. */
export function cellTable(languages: readonly LanguageId[], calibration: readonly CalibrationCell[]): string {
  const rows = languages.map((language) => {
    const cells = lengthBins.map((bin) => calibration.find((cell) => cell.language === language && cell.bin === bin)!);
    return `| ${language} | ${cells.map((cell) => `${cell.humans} (${cell.humanGroups}) / ${cell.ais}`).join(" | ")} |`;
  });
  return [
    "## Samples behind each threshold",
    "",
    "People's samples (groups) / AI's samples, by lines.",
    "",
    `| language | ${lengthBins.join(" | ")} |`,
    `|---|${lengthBins.map(() => "---|").join("")}`,
    ...rows,
  ].join("\n");
}

export function dataTable(data: Checkpoint["training"]["data"]): string {
  const lines = data.map(({ file, rows, sha256 }) => `| ${file} | ${rows} | ${sha256.slice(0, 16)} |`);
  return ["| file | rows | sha256 |", "|---|---|---|", ...lines].join("\n");
}
