import "@mantine/charts/styles.css";
import { LineChart } from "@mantine/charts";
import { ErrorBar } from "recharts";
import { percent } from "../../../format/percent.ts";
import { english } from "../../../text/english.ts";
import type { Quality } from "../use-model.ts";

const { model: text } = english;

type Bin = Quality["reliability"][number]["bins"][number];

const whole = [0, 0.25, 0.5, 0.75, 1];

/** Predicted against observed shares with their intervals; the diagonal is what was promised. */
export function ReliabilityChart({ bins }: { readonly bins: readonly Bin[] }) {
  const data = bins.flatMap(({ predicted, observed: { value, low, high } }) =>
    predicted === null ? [] : [{ predicted, observed: value, error: [value - low, high - value] }],
  );
  return (
    <LineChart
      h={320}
      maw={480}
      data={data}
      dataKey="predicted"
      series={[{ name: "observed", label: text.observed, color: "indigo.6" }]}
      curveType="linear"
      strokeWidth={1}
      withTooltip={false}
      accessibilityLayer={false}
      valueFormatter={percent}
      xAxisLabel={text.predicted}
      yAxisLabel={text.observed}
      xAxisProps={{ type: "number", domain: [0, 1], ticks: whole, tickFormatter: percent }}
      yAxisProps={{ domain: [0, 1], ticks: whole, width: 70 }}
      referenceLines={[
        {
          segment: [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ],
          label: { value: text.perfect, position: "insideTopLeft" },
          color: "gray.6",
        },
      ]}
      lineProps={{
        children: <ErrorBar dataKey="error" width={6} strokeWidth={1.5} stroke="var(--mantine-color-indigo-6)" />,
      }}
    />
  );
}
