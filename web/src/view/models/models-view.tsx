import { Stack, Text, Title } from "@mantine/core";
import { useMay } from "../../session/use-may.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { ExperimentList } from "./experiment-list.tsx";
import { LineupChanges } from "./lineup-changes.tsx";
import { LineupForm } from "./lineup-form.tsx";
import styles from "./models.module.css";
import { TrafficShares } from "./traffic-shares.tsx";
import { useModels } from "./use-models.ts";
import { VersionCard } from "./version-card.tsx";

const { models: text } = english;

/** All versions: which of them answer, and for administrators, how to change that. */
export function ModelsView() {
  const { data, error, isPending, refetch } = useModels();
  const mayChange = useMay("admin");
  return (
    <Stack>
      <div>
        <ViewTitle>{text.title}</ViewTitle>
        <Text c="dimmed">{text.intro}</Text>
      </div>
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <TrafficShares models={data.models} />
          <section aria-labelledby="versions">
            <Title order={2} size="h4" id="versions" mb="xs">
              {text.versions}
            </Title>
            <ul className={styles["versions"]}>
              {data.models.map((version) => (
                <VersionCard key={version.id} version={version} mayChange={mayChange} />
              ))}
            </ul>
          </section>
          {mayChange && (
            <>
              <LineupForm models={data.models} />
              <ExperimentList />
            </>
          )}
          <LineupChanges />
        </>
      )}
    </Stack>
  );
}
