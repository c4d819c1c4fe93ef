import { Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { momentOf } from "../../format/date.ts";
import { ConfirmButton } from "../../shell/confirm-button.tsx";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { ArmsTable } from "./arms-table.tsx";
import { Comparisons } from "./comparisons.tsx";
import { type Experiment, useExperimentFigures } from "./use-experiments.ts";
import { useLineupActions } from "./use-lineup.ts";

const { experiments: text } = english;

export function ExperimentCard({ experiment }: { readonly experiment: Experiment }) {
  const { id, name, note, state, arms, started_at, ended_at } = experiment;
  const { data, error, isPending, refetch } = useExperimentFigures(id);
  const { stopExperiment } = useLineupActions();
  const span = [
    ...(started_at === undefined ? [] : [text.started(momentOf(started_at))]),
    ...(ended_at === undefined ? [] : [text.ended(momentOf(ended_at))]),
  ];
  return (
    <Paper withBorder p="md" component="article" aria-labelledby={`experiment-${id}`}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h5" id={`experiment-${id}`}>
            {name}
          </Title>
          <Badge variant={state === "running" ? "filled" : "default"} color="indigo" tt="none">
            {text.state[state]}
          </Badge>
        </Group>
        {span.length > 0 && (
          <Text size="sm" c="dimmed">
            {span.join(" ")}
          </Text>
        )}
        {note !== "" && <Text size="sm">{note}</Text>}
        {isPending && <Loading />}
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {data && (
          <>
            <ArmsTable arms={arms} figures={data.arms} />
            <Comparisons comparisons={data.comparisons} />
          </>
        )}
        {state === "running" && (
          <Group>
            <ConfirmButton
              label={text.stop}
              fullLabel={text.stopFull(name)}
              question={text.stopQuestion}
              onConfirm={async () => stopExperiment(id)}
            >
              {text.stopDetail}
            </ConfirmButton>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
