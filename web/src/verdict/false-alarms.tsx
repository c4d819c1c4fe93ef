import { count } from "../format/count.ts";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import type { ProbabilityScaleProperties } from "./scale-properties.ts";

const { scale } = english;

/** Rates at and below this are not told apart, nor those above one half (core's calibration). */
const strictest = 0.001;

type Rates = Pick<ProbabilityScaleProperties, "falseAlarmRate" | "acceptedRate" | "comparedFiles">;

/** How many people's files would be called AI as well, in a sentence. */
export function FalseAlarms({ falseAlarmRate, acceptedRate, comparedFiles }: Rates) {
  const { probability: words } = useUnits();
  if (falseAlarmRate === null) return scale.noRate;
  const compared = comparedFiles === undefined ? scale.comparedUnknown : scale.compared(count(comparedFiles));
  const say = falseAlarmRate > acceptedRate ? scale.falseAlarmsOver : scale.falseAlarms;
  return say(compared, boundedRate(falseAlarmRate, words), words(acceptedRate));
}

function boundedRate(rate: number, words: (share: number) => string): string {
  if (rate >= 1) return scale.moreThanHalf;
  return rate <= strictest ? scale.atMost(words(rate)) : words(rate);
}
