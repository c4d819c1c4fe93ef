import { Anchor, List, Text } from "@mantine/core";
import { lazy } from "react";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { count } from "../../format/count.ts";
import { dayOf } from "../../format/date.ts";
import { languageNames } from "../../format/language-name.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { ChartOrTable } from "./chart-or-table.tsx";
import { DriftLevel } from "./drift-level.tsx";
import { FigureTable } from "./figure-table.tsx";
import { TitledSection } from "./titled-section.tsx";
import type { Drift } from "./use-drift.ts";

const { model: text, models } = english;

const DriftChart = lazy(async () => ({ default: (await import("./chart/drift-chart.tsx")).DriftChart }));

/** One language in one respect, week by week. */
export function DriftWeeks({ weeks }: { readonly weeks: readonly Drift[] }) {
  const [newest] = weeks;
  if (!newest) return undefined;
  const isMeasured = weeks.some(({ stability_index }) => stability_index !== undefined);
  const of = newest.of === "probability" ? text.ofProbability : newest.of;
  return (
    <TitledSection title={text.driftOf(languageNames[newest.language], of)} explanation={text.measures}>
      <List size="sm" spacing={4}>
        {weeks.map(({ week, n, level, reading }) => (
          <List.Item key={week}>
            {text.weekOf(dayOf(week), count(n))}:{" "}
            {(level === "warning" || level === "alarm") && (
              <>
                <DriftLevel level={level} />:{" "}
              </>
            )}
            {reading}{" "}
            <Anchor component={Link} href={addressOf.history(weekOf(newest, week))} size="sm" underline="always">
              {text.showWeek}
            </Anchor>
          </List.Item>
        ))}
      </List>
      {isMeasured ? (
        <ChartOrTable
          summary={text.driftSummary}
          chart={<DriftChart weeks={weeks.toReversed()} />}
          table={
            <FigureTable
              label={text.driftOf(languageNames[newest.language], of)}
              columns={[text.week, text.n, text.stability, text.ks, text.nearest]}
              rows={weeks.map(({ week, n, stability_index, kolmogorov_smirnov: ks, nearest_mix: mix }) => ({
                key: week,
                cells: [
                  dayOf(week),
                  count(n),
                  stability_index?.toFixed(3) ?? models.notMeasured,
                  ks ? `${ks.distance.toFixed(3)} (${text.chance(percent(ks.chance))})` : models.notMeasured,
                  mix ? text.mix(percent(mix.ai)) : models.notMeasured,
                ],
              }))}
              minWidth={560}
            />
          }
        />
      ) : (
        <Text size="sm" c="dimmed">
          {text.noChart}
        </Text>
      )}
    </TitledSection>
  );
}

/** The filter of the history that shows a week's predictions, from its Monday to its Sunday. */
function weekOf({ language, model_version: model }: Drift, monday: string) {
  const [year, month, day] = monday.split("-").map(Number) as [number, number, number];
  const sunday = new Date(Date.UTC(year, month - 1, day + 6)).toISOString().slice(0, 10);
  return { language, model, from: monday, to: sunday };
}
