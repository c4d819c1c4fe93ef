import { count } from "../../format/count.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { FigureTable } from "./figure-table.tsx";
import { rateText, shareWithInterval } from "./rate-text.ts";
import type { Experiment, ExperimentFigures } from "./use-experiments.ts";

const { experiments: text, models } = english;

interface ArmsTableProperties {
  readonly arms: Experiment["arms"];
  readonly figures: ExperimentFigures["arms"];
}

/** What each version of an experiment answered, with intervals and numbers. */
export function ArmsTable({ arms, figures }: ArmsTableProperties) {
  return (
    <FigureTable
      label={text.arms}
      columns={[text.version, text.share, text.requests, text.callers, text.ai, text.probability, text.disputed]}
      rows={arms.map(({ version, weight }) => {
        const seen = figures.find((one) => one.version === version);
        return {
          key: version,
          cells: [
            version,
            percent(weight),
            count(seen?.requests ?? 0),
            count(seen?.callers ?? 0),
            seen ? rateText(seen.verdicts.ai) : models.notMeasured,
            seen?.mean_probability ? shareWithInterval(seen.mean_probability) : models.notMeasured,
            seen ? rateText(seen.disputed) : models.notMeasured,
          ],
        };
      })}
      minWidth={720}
    />
  );
}
