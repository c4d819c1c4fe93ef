import { Text } from "@mantine/core";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import styles from "./probability-scale.module.css";
import { FalseAlarms } from "./false-alarms.tsx";
import type { ProbabilityScaleProperties, ScaleThresholds } from "./scale-properties.ts";

const { scale } = english;

/** A probability on a scale from 0 to 100 %, with the zones in which each verdict is said, and its false-alarm rate. */
export function ProbabilityScale({ probability, thresholds, ...rates }: ProbabilityScaleProperties) {
  const { probability: words } = useUnits();
  const aiFrom = thresholds?.aiFrom ?? 1;
  const humanTo = Math.min(thresholds?.humanTo ?? 0, aiFrom);
  return (
    <div>
      <div
        className={styles["scale"]}
        role="img"
        aria-label={describe(words, probability, thresholds && { humanTo, aiFrom })}
      >
        <div className={styles["track"]}>
          {thresholds && (
            <>
              <span className={styles["zone"]} data-side="human" style={{ width: share(humanTo) }} />
              <span className={styles["zone"]} data-side="uncertain" style={{ width: share(aiFrom - humanTo) }} />
              <span className={styles["zone"]} data-side="ai" style={{ width: share(1 - aiFrom) }} />
            </>
          )}
          {probability !== null && <span className={styles["mark"]} style={{ left: share(probability) }} />}
        </div>
        <div className={styles["words"]} aria-hidden="true">
          <span data-side="human">{thresholds ? scale.humanTo(words(humanTo)) : scale.human}</span>
          {thresholds && humanTo < aiFrom && <span data-side="uncertain">{scale.between}</span>}
          <span data-side="ai">{thresholds ? scale.aiFrom(words(aiFrom)) : scale.ai}</span>
        </div>
      </div>
      <Text size="sm" mt={6}>
        <FalseAlarms {...rates} />
      </Text>
    </div>
  );
}

const share = (value: number): string => `${value * 100}%`;

function describe(
  words: (share: number) => string,
  probability: number | null,
  thresholds: ScaleThresholds | undefined,
): string {
  const zones = thresholds && scale.zones(words(thresholds.humanTo), words(thresholds.aiFrom));
  return [probability === null ? scale.none : scale.probability(words(probability)), zones].filter(Boolean).join(" ");
}
