import { Anchor, Group, Paper, Text, Title } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import styles from "./models.module.css";
import type { ModelVersion } from "./use-models.ts";

const { models: text } = english;

/** Which versions answer, as one bar and in numbers. */
export function TrafficShares({ models }: { readonly models: readonly ModelVersion[] }) {
  const shares = models.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  const shadows = models.filter(({ state }) => state === "shadow");
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="traffic">
      <Title order={2} size="h4" id="traffic">
        {text.traffic}
      </Title>
      <Text size="sm" c="dimmed">
        {shares.length === 0 ? text.noTraffic : text.trafficIs}
      </Text>
      <div className={styles["bar"]} aria-hidden="true">
        {shares.map(({ id, weight }) => (
          <span key={id} style={{ flexGrow: weight }} />
        ))}
      </div>
      <ul className={styles["legend"]}>
        {shares.map(({ id, weight }) => (
          <li key={id}>
            <span className={styles["key"]} aria-hidden="true" />
            <Anchor component={Link} href={addressOf.model(id)} size="sm">
              {id}
            </Anchor>
            <Text span size="sm" fw={600}>
              {percent(weight)}
            </Text>
          </li>
        ))}
      </ul>
      {shadows.length > 0 && (
        <Group gap="xs" mt="xs">
          <Text size="sm">{text.shadowsAre(shadows.map(({ id }) => id).join(", "))}</Text>
        </Group>
      )}
    </Paper>
  );
}
