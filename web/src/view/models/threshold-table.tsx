import { Accordion } from "@mantine/core";
import { count } from "../../format/count.ts";
import { languageNames } from "../../format/language-name.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { FigureTable } from "./figure-table.tsx";
import { TitledSection } from "./titled-section.tsx";
import type { ModelDetail } from "./use-model.ts";

const { model: text } = english;

type Calibration = NonNullable<ModelDetail["checkpoint"]>["calibration"];

/** Where the verdict "ai" begins in each language and length, and on how much code that stands. */
export function ThresholdTable({ calibration }: { readonly calibration: Calibration }) {
  return (
    <TitledSection title={text.thresholds} explanation={text.thresholdsIs}>
      <Accordion variant="contained">
        <Accordion.Item value="thresholds">
          <Accordion.Control>{text.thresholdsShow(count(calibration.length))}</Accordion.Control>
          <Accordion.Panel>
            <FigureTable
              label={text.thresholds}
              columns={[text.language, text.lines, text.aiFrom, text.foundAtLeast, text.humans, text.groups, text.ais]}
              rows={calibration.map((row) => ({
                key: `${row.language} ${row.lines}`,
                cells: [
                  languageNames[row.language],
                  row.lines,
                  row.gives_verdicts ? percent(row.ai_from) : text.noVerdict,
                  row.ai_found === 0 ? text.underHalf : percent(row.ai_found),
                  count(row.humans),
                  count(row.human_groups),
                  count(row.ais),
                ],
              }))}
              minWidth={680}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </TitledSection>
  );
}
