import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { count } from "../../../format/count.ts";
import { dayOf } from "../../../format/date.ts";
import { english } from "../../../text/english.ts";
import type { DayCounts } from "../fill-days.ts";

const { verdict: text } = english;

const series = [
  { name: "human", label: text.short.human, color: "var(--whowrote-human)" },
  { name: "uncertain", label: text.short.uncertain, color: "var(--whowrote-uncertain)" },
  { name: "ai", label: text.short.ai, color: "var(--whowrote-ai)" },
];

/** Verdicts of each day, one upon the other. */
export function VolumeChart({ days }: { readonly days: readonly DayCounts[] }) {
  return (
    <BarChart
      h={280}
      data={[...days]}
      dataKey="day"
      type="stacked"
      series={series}
      withLegend
      accessibilityLayer={false}
      valueFormatter={count}
      xAxisProps={{ tickFormatter: (day: string) => dayOf(day).replace(/ \d{4}$/, "") }}
      yAxisProps={{ allowDecimals: false }}
    />
  );
}
