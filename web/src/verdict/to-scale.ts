import type { Prediction } from "@whowrote/server/schema/prediction";
import type { ProbabilityScaleProperties } from "./scale-properties.ts";

type ScaleFacts = Pick<Prediction, "probability" | "false_alarm_rate" | "scale" | "false_positive_rate">;

/** What an answer of the server says for the scale. */
export function toScale({
  probability,
  false_alarm_rate,
  scale,
  false_positive_rate,
}: ScaleFacts): ProbabilityScaleProperties {
  const { humans, ai_from: aiFrom, human_to: humanTo } = scale ?? { humans: undefined, ai_from: null, human_to: null };
  return {
    probability,
    falseAlarmRate: false_alarm_rate,
    acceptedRate: false_positive_rate,
    comparedFiles: humans,
    thresholds: aiFrom === null || humanTo === null ? undefined : { aiFrom, humanTo },
  };
}
