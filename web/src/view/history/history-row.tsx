import { Anchor, Badge, Group, Text } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { count } from "../../format/count.ts";
import { momentOf } from "../../format/date.ts";
import { languageNames } from "../../format/language-name.ts";
import { useUnits } from "../../settings/use-units.ts";
import { english } from "../../text/english.ts";
import { VerdictBadge } from "../../verdict/verdict-badge.tsx";
import { DeleteButton } from "./delete-button.tsx";
import { DisputeButton } from "./dispute-button.tsx";
import styles from "./history.module.css";
import type { PredictionSummary } from "./use-predictions.ts";

const { history: text } = english;

interface HistoryRowProperties {
  readonly prediction: PredictionSummary;
  readonly mayDelete: boolean;
  readonly mayDispute: boolean;
  readonly onRemoved: () => void;
}

export function HistoryRow({ prediction, mayDelete, mayDispute, onRemoved }: HistoryRowProperties) {
  const { id, path, created_at, language, lines, truncated, model_version, verdict, probability, feedback, job_id } =
    prediction;
  const units = useUnits();
  const name = path ?? text.noPath;
  const facts = [
    momentOf(created_at),
    languageNames[language],
    text.lines(count(lines), lines === 1),
    ...(truncated ? [text.firstPart] : []),
    model_version,
  ];
  return (
    <li className={styles["row"]}>
      <div className={styles["what"]}>
        <Anchor component={Link} href={addressOf.detection(id)} className={styles["name"]}>
          {path === undefined ? (
            name
          ) : (
            <Text span inherit ff="monospace">
              {path}
            </Text>
          )}
        </Anchor>
        <Text size="xs" c="dimmed">
          {facts.join(" · ")}
          {job_id !== undefined && (
            <>
              {" · "}
              <Anchor component={Link} href={addressOf.job(job_id)} inherit underline="always">
                {text.ofBatch}
              </Anchor>
            </>
          )}
        </Text>
      </div>
      <Group gap="xs" className={styles["verdict"]}>
        <VerdictBadge verdict={verdict} />
        <Text size="sm">
          {probability === null ? text.noProbability : text.probability(units.probability(probability))}
        </Text>
        {prediction.disputed && (
          <Badge variant="outline" color="gray" size="sm">
            {text.isDisputed}
          </Badge>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap" className={styles["actions"]}>
        {mayDispute && <DisputeButton predictionId={id} name={name} said={feedback} />}
        {mayDelete && <DeleteButton predictionId={id} name={name} onRemoved={onRemoved} />}
      </Group>
    </li>
  );
}
