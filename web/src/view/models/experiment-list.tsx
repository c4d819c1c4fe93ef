import { Stack, Text, Title } from "@mantine/core";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { ExperimentCard } from "./experiment-card.tsx";
import { useExperiments } from "./use-experiments.ts";

const { experiments: text } = english;

/** Versions compared on the traffic, the newest first. */
export function ExperimentList() {
  const { data, error, isPending, refetch } = useExperiments();
  return (
    <Stack component="section" gap="xs" aria-labelledby="experiments">
      <div>
        <Title order={2} size="h4" id="experiments">
          {text.title}
        </Title>
        <Text size="sm" c="dimmed">
          {data?.experiments.length === 0 ? text.none : text.intro}
        </Text>
      </div>
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.experiments.map((experiment) => (
        <ExperimentCard key={experiment.id} experiment={experiment} />
      ))}
    </Stack>
  );
}
