import { Stack, Text } from "@mantine/core";
import { useSearchParams } from "wouter";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { DriftOverview } from "./drift-overview.tsx";
import { DriftWeeks } from "./drift-weeks.tsx";
import { TitledSection } from "./titled-section.tsx";
import { useDrift } from "./use-drift.ts";

const { model: text } = english;

/** Whether what comes in is still like what the version was trained on. */
export function DriftTab({ id }: { readonly id: string }) {
  const { data, error, isPending, refetch } = useDrift(id);
  const [address, setAddress] = useSearchParams();
  const first = data?.[0];
  const chosen =
    data?.find(({ language, of }) => language === address.get("language") && of === address.get("of")) ?? first;
  return (
    <Stack>
      <TitledSection title={text.drift} explanation={text.driftIs}>
        {isPending && <Loading />}
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {data && !chosen && <Text size="sm">{text.noDrift}</Text>}
        {data && chosen && (
          <DriftOverview
            drift={data}
            chosen={chosen}
            onChoose={({ language, of }) => setAddress({ show: "drift", language, of }, { replace: true })}
          />
        )}
      </TitledSection>
      {data && chosen && (
        <DriftWeeks weeks={data.filter(({ language, of }) => language === chosen.language && of === chosen.of)} />
      )}
    </Stack>
  );
}
