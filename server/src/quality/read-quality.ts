import type { VersionFolder } from "../model-version/version-folder.ts";
import type { WireQuality } from "../schema/model-quality.ts";
import { createReliability } from "./reliability.ts";
import { measureFalseAlarms } from "./false-alarms.ts";

type Measured = Pick<VersionFolder, "metrics" | "languages" | "calibration">;

/** What a checkpoint keeps of its quality on held-out code, in tables. */
export function readQuality({ metrics, languages, calibration }: Measured): WireQuality {
  const cellsOf = (id: (typeof languages)[number]) => calibration.filter(({ language }) => language === id);
  return {
    figures: Object.entries(metrics).map(([name, values]) => ({ ...readName(name), ...values })),
    false_alarms: languages.flatMap((id) => measureFalseAlarms(cellsOf(id), id)),
    reliability: [
      { bins: createReliability(calibration) },
      ...languages.map((id) => ({ language: id, bins: createReliability(cellsOf(id)) })),
    ],
  };
}

/** `view raw alone, files: AUROC`, or `files: AUROC` of what answers. */
function readName(name: string): Pick<WireQuality["figures"][number], "of" | "on" | "figure"> {
  const [, of = "all", on = name, figure = name] = /^(?:(.+) alone, )?([^:]+): (.+)$/.exec(name) ?? [];
  return { of, on, figure };
}
