import { Anchor, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { bytes } from "../../format/bytes.ts";
import { count } from "../../format/count.ts";
import { dayOf } from "../../format/date.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import styles from "./models.module.css";
import { PromoteButton } from "./promote-button.tsx";
import { shareWithInterval } from "./rate-text.ts";
import { RoleBadge } from "./role-badge.tsx";
import type { ModelVersion } from "./use-models.ts";

const { models: text } = english;

/** The figure that says most about a version in one line. */
const headline = "files: TPR at 1 % FPR";

interface VersionCardProperties {
  readonly version: ModelVersion;
  readonly mayChange: boolean;
}

export function VersionCard({ version, mayChange }: VersionCardProperties) {
  const { id, state, weight, created_at, promoted_at, problem, checkpoint } = version;
  const figure = checkpoint?.metrics[headline];
  const dates = [
    ...(created_at === undefined ? [] : [text.added(dayOf(created_at))]),
    ...(promoted_at === undefined ? [] : [text.promoted(dayOf(promoted_at))]),
  ];
  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="xs" h="100%">
        <Group justify="space-between" wrap="nowrap" align="start">
          <Title order={3} size="h5" className={styles["id"]}>
            <Anchor component={Link} href={addressOf.model(id)} inherit>
              {id}
            </Anchor>
          </Title>
          <RoleBadge state={state} />
        </Group>
        {weight > 0 && <Text size="sm">{text.share(percent(weight))}</Text>}
        {problem !== undefined && <Text size="sm">{problem}</Text>}
        {checkpoint ? (
          <>
            <Text size="sm">
              {text.kind[checkpoint.kind]} · {bytes(checkpoint.bytes)}
            </Text>
            <Text size="sm">
              {text.found}: {figure ? shareWithInterval(figure) : text.notMeasured}
              {figure && (
                <Text span c="dimmed" size="xs" display="block">
                  {text.samples(count(figure.humans), count(figure.ais))}
                </Text>
              )}
            </Text>
          </>
        ) : (
          problem === undefined && <Text size="sm">{text.folderGone}</Text>
        )}
        {dates.length > 0 && (
          <Text size="xs" c="dimmed">
            {dates.join(", ")}
          </Text>
        )}
        {mayChange && checkpoint && weight < 1 && (
          <Group mt="auto">
            <PromoteButton id={id} />
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
