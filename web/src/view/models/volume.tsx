import { Text } from "@mantine/core";
import { lazy } from "react";
import { count } from "../../format/count.ts";
import { dayOf } from "../../format/date.ts";
import { percent } from "../../format/percent.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { ChartOrTable } from "./chart-or-table.tsx";
import { FigureTable } from "./figure-table.tsx";
import type { DayCounts } from "./fill-days.ts";
import { TitledSection } from "./titled-section.tsx";
import { useVolume } from "./use-volume.ts";

const { model: text, verdict } = english;

const VolumeChart = lazy(async () => ({ default: (await import("./chart/volume-chart.tsx")).VolumeChart }));

/** Requests of each day by verdict. */
export function Volume({ id, days }: { readonly id: string; readonly days: number }) {
  const { data, error, isPending, refetch } = useVolume(id, days);
  const total = data?.reduce((sum, day) => sum + totalOf(day), 0) ?? 0;
  return (
    <TitledSection title={text.volume} explanation={text.volumeIs}>
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && total === 0 && <Text size="sm">{text.noVolume}</Text>}
      {data && total > 0 && (
        <ChartOrTable
          summary={text.volumeSummary(count(total), count(days))}
          chart={<VolumeChart days={data} />}
          table={
            <FigureTable
              label={text.volume}
              columns={[text.day, text.total, verdict.short.human, verdict.short.uncertain, verdict.short.ai]}
              rows={data
                .filter((day) => totalOf(day) > 0)
                .map((day) => ({
                  key: day.day,
                  cells: [
                    dayOf(day.day),
                    count(totalOf(day)),
                    ...([day.human, day.uncertain, day.ai] as const).map(
                      (part) => `${count(part)} (${percent(part / totalOf(day))})`,
                    ),
                  ],
                }))}
              minWidth={520}
            />
          }
        />
      )}
    </TitledSection>
  );
}

const totalOf = ({ human, ai, uncertain }: DayCounts): number => human + ai + uncertain;
