import { Select } from "@mantine/core";
import { lazy } from "react";
import { useSearchParams } from "wouter";
import { count } from "../../format/count.ts";
import { languageNames } from "../../format/language-name.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { ChartOrTable } from "./chart-or-table.tsx";
import { FigureTable } from "./figure-table.tsx";
import { shareWithInterval } from "./rate-text.ts";
import { TitledSection } from "./titled-section.tsx";
import type { Quality } from "./use-model.ts";

const { model: text } = english;

const ReliabilityChart = lazy(async () => ({
  default: (await import("./chart/reliability-chart.tsx")).ReliabilityChart,
}));

/** Whether code that got a probability of 70 % is AI code in 70 of 100 cases. */
export function Reliability({ reliability }: { readonly reliability: Quality["reliability"] }) {
  const [address, setAddress] = useSearchParams();
  const measured = reliability.filter(({ bins }) => bins.length > 0);
  const asked = address.get("bins");
  const chosen = measured.find(({ language }) => (language ?? "all") === asked) ?? measured[0];
  if (!chosen) return <TitledSection title={text.reliability}>{text.reliabilityMissing}</TitledSection>;
  const { bins } = chosen;
  return (
    <TitledSection title={text.reliability} explanation={text.reliabilityIs}>
      <Select
        label={text.language}
        data={measured.map(({ language }) => ({
          value: language ?? "all",
          label: language === undefined ? text.allLanguages : languageNames[language],
        }))}
        value={chosen.language ?? "all"}
        onChange={(value) =>
          setAddress(
            (before) => {
              const next = new URLSearchParams(before);
              if (value === null || value === "all") next.delete("bins");
              else next.set("bins", value);
              return next;
            },
            { replace: true },
          )
        }
        allowDeselect={false}
        w={200}
      />
      <ChartOrTable
        summary={text.reliabilitySummary}
        chart={<ReliabilityChart bins={bins} />}
        table={
          <FigureTable
            label={text.reliability}
            columns={[text.given, text.predicted, text.observed, text.humans, text.ais]}
            rows={bins.map(({ from, to, predicted, observed, humans, ais }) => ({
              key: String(from),
              cells: [
                text.range(percent(from), percent(to)),
                predicted === null ? text.notKept : percent(predicted),
                shareWithInterval(observed),
                count(humans),
                count(ais),
              ],
            }))}
            minWidth={560}
          />
        }
      />
    </TitledSection>
  );
}
