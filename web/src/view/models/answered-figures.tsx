import { DataList, Text } from "@mantine/core";
import { count } from "../../format/count.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { rateText, shareWithInterval } from "./rate-text.ts";
import { TitledSection } from "./titled-section.tsx";
import { type ModelFigures, useModelFigures } from "./use-model.ts";

const { model: text, verdict } = english;

/** Counts of what a version answered, and what people and shadows say to it. */
export function AnsweredFigures({ id, days }: { readonly id: string; readonly days: number }) {
  const { data, error, isPending, refetch } = useModelFigures(id, days);
  return (
    <TitledSection title={text.traffic} explanation={text.trafficIs(count(days))}>
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <DataList size="sm" labelWidth={170}>
            {factsOf(data).map(([label, value]) => (
              <DataList.Item key={label}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue>{value}</DataList.ItemValue>
              </DataList.Item>
            ))}
          </DataList>
          <Text size="xs" c="dimmed" maw="48rem">
            {text.disputedIs}
          </Text>
        </>
      )}
    </TitledSection>
  );
}

function factsOf({ figures, shadows }: ModelFigures): (readonly [string, string])[] {
  const { requests, callers, verdicts, mean_probability: mean, latency_ms: latency, disputed, feedback } = figures;
  return [
    [text.requests, count(requests)],
    [text.callers, text.callersIs(count(callers))],
    [verdict.short.ai, rateText(verdicts.ai)],
    [verdict.short.human, rateText(verdicts.human)],
    [verdict.short.uncertain, rateText(verdicts.uncertain)],
    [text.meanProbability, mean ? shareWithInterval(mean) : text.none],
    [text.disputed, rateText(disputed)],
    [text.feedback, count(feedback)],
    [text.latency, latency ? text.latencyIs(milliseconds(latency.median), milliseconds(latency.p95)) : text.none],
    ...shadows.map(
      (pair) => [text.shadows, text.shadowsIs(pair.shadow, pair.shown, rateText(pair.disagreement))] as const,
    ),
  ];
}

const milliseconds = (ms: number): string => count(ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms));
