import { Stack, Text, Title } from "@mantine/core";
import { useRef, useState } from "react";
import { useMay } from "../../session/use-may.ts";
import { english } from "../../text/english.ts";
import { HistoryRow } from "./history-row.tsx";
import styles from "./history.module.css";
import type { PredictionSummary } from "./use-predictions.ts";

const { history: text } = english;

interface HistoryListProperties {
  readonly predictions: readonly PredictionSummary[];
  /** Whether these are still those of the page or filter before. */
  readonly isOld: boolean;
}

export function HistoryList({ predictions, isOld }: HistoryListProperties) {
  const mayDelete = useMay("admin");
  const mayDispute = useMay("predict");
  const heading = useRef<HTMLHeadingElement>(null);
  const [removed, setRemoved] = useState(0);
  // The button that had the focus is gone with its row.
  const onRemoved = () => {
    setRemoved((before) => before + 1);
    heading.current?.focus();
  };
  return (
    <Stack gap="xs" aria-busy={isOld}>
      <Title order={2} size="h4" tabIndex={-1} ref={heading}>
        {text.list}
      </Title>
      <Text role="status" size="sm" c="dimmed" key={removed}>
        {removed > 0 ? text.removed : ""}
      </Text>
      <ul className={styles["list"]} data-old={isOld || undefined}>
        {predictions.map((prediction) => (
          <HistoryRow
            key={prediction.id}
            prediction={prediction}
            mayDelete={mayDelete}
            mayDispute={mayDispute}
            onRemoved={onRemoved}
          />
        ))}
      </ul>
    </Stack>
  );
}
