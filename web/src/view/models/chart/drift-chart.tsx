import "@mantine/charts/styles.css";
import { LineChart } from "@mantine/charts";
import { dayOf } from "../../../format/date.ts";
import { english } from "../../../text/english.ts";
import type { Drift } from "../use-drift.ts";

const { model: text } = english;

/** From where on the server warns and alarms (monitoring/measure-drift.ts). */
const warnsAt = 0.1;
const alarmsAt = 0.25;

/** Stability index and Kolmogorov-Smirnov distance by week, oldest first; a week without either leaves a gap. */
export function DriftChart({ weeks }: { readonly weeks: readonly Drift[] }) {
  const data = weeks.map(({ week, stability_index, kolmogorov_smirnov: ks }) => ({
    week: dayOf(week),
    stability: stability_index ?? null,
    distance: ks?.distance ?? null,
  }));
  const most = Math.max(alarmsAt, ...data.flatMap(({ stability, distance }) => [stability ?? 0, distance ?? 0]));
  return (
    <LineChart
      h={280}
      data={data}
      dataKey="week"
      series={[
        { name: "stability", label: text.stability, color: "indigo.6" },
        { name: "distance", label: text.ks, color: "gray.6", strokeDasharray: "4 4" },
      ]}
      curveType="linear"
      connectNulls={false}
      withLegend
      accessibilityLayer={false}
      valueFormatter={(value) => value.toFixed(3)}
      yAxisProps={{ domain: [0, Math.ceil(most * 11) / 10], tickFormatter: (value: number) => value.toFixed(2) }}
      referenceLines={[
        // Labels at opposite ends: the lines are close where the index is high.
        { y: warnsAt, label: text.warnsAt, labelPosition: "insideBottomRight" },
        { y: alarmsAt, label: text.alarmsAt, labelPosition: "insideBottomLeft" },
      ]}
    />
  );
}
