import { Stack, Text } from "@mantine/core";
import { english } from "../../text/english.ts";
import { FalseAlarmTable } from "./false-alarm-table.tsx";
import { QualityFigures } from "./quality-figures.tsx";
import { Reliability } from "./reliability.tsx";
import { ThresholdTable } from "./threshold-table.tsx";
import type { ModelDetail } from "./use-model.ts";

const { models: text } = english;

/** Everything that was measured before the version was released. */
export function QualityTab({ model: { quality, checkpoint } }: { readonly model: ModelDetail }) {
  if (!quality || !checkpoint) return <Text>{text.folderGone}</Text>;
  return (
    <Stack>
      <QualityFigures figures={quality.figures} />
      <FalseAlarmTable falseAlarms={quality.false_alarms} />
      <Reliability reliability={quality.reliability} />
      <ThresholdTable calibration={checkpoint.calibration} />
    </Stack>
  );
}
