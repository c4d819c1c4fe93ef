import { Anchor, Group, Stack, Tabs, Text } from "@mantine/core";
import { Link, useSearchParams } from "wouter";
import { addressOf } from "../../address.ts";
import { percent } from "../../format/percent.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { CardTab } from "./card-tab.tsx";
import { DriftTab } from "./drift-tab.tsx";
import { ModelFacts } from "./model-facts.tsx";
import { QualityTab } from "./quality-tab.tsx";
import { RoleBadge } from "./role-badge.tsx";
import { TrafficTab } from "./traffic-tab.tsx";
import { useModel } from "./use-model.ts";

const { model: text, models } = english;

const tabs = ["quality", "traffic", "drift", "card"] as const;

/** One version: how well it was measured, what it answers, whether the code is still what it knows. */
export function ModelView({ id }: { readonly id: string }) {
  const { data, error, isPending, refetch } = useModel(id);
  const [address, setAddress] = useSearchParams();
  const shown = tabs.find((tab) => tab === address.get("show")) ?? "quality";
  return (
    <Stack>
      <div>
        <Anchor component={Link} href={addressOf.models()} size="sm">
          {text.back}
        </Anchor>
        <ViewTitle>{id}</ViewTitle>
        {data && (
          <Group gap="sm" mt="xs">
            <RoleBadge state={data.state} />
            {data.weight > 0 && <Text size="sm">{models.share(percent(data.weight))}</Text>}
            {data.problem !== undefined && <Text size="sm">{data.problem}</Text>}
          </Group>
        )}
      </div>
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <ModelFacts model={data} />
          <Tabs
            value={shown}
            onChange={(tab) => setAddress(tab === null || tab === "quality" ? {} : { show: tab })}
            keepMounted={false}
          >
            <Tabs.List>
              {tabs.map((tab) => (
                <Tabs.Tab key={tab} value={tab}>
                  {text.tabs[tab]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="quality" pt="md">
              <QualityTab model={data} />
            </Tabs.Panel>
            <Tabs.Panel value="traffic" pt="md">
              <TrafficTab id={id} />
            </Tabs.Panel>
            <Tabs.Panel value="drift" pt="md">
              <DriftTab id={id} />
            </Tabs.Panel>
            <Tabs.Panel value="card" pt="md">
              <CardTab card={data.card} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Stack>
  );
}
