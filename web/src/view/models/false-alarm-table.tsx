import { Select, Text } from "@mantine/core";
import { useSearchParams } from "wouter";
import { count } from "../../format/count.ts";
import { languageNames } from "../../format/language-name.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { FigureTable } from "./figure-table.tsx";
import { shareWithInterval } from "./rate-text.ts";
import { TitledSection } from "./titled-section.tsx";
import type { Quality } from "./use-model.ts";

const { model: text } = english;

const usualRate = 0.01;

/** How often people's code of each language is called AI, worst first, at a rate that one chooses. */
export function FalseAlarmTable({ falseAlarms }: { readonly falseAlarms: Quality["false_alarms"] }) {
  const [address, setAddress] = useSearchParams();
  const rates = [...new Set(falseAlarms.map((row) => row.false_positive_rate))];
  const rate = rates.find((one) => String(one) === address.get("rate")) ?? usualRate;
  const rows = falseAlarms
    .filter((row) => row.false_positive_rate === rate)
    .toSorted((a, b) => b.false_alarms.high - a.false_alarms.high);
  if (falseAlarms.length === 0) return <TitledSection title={text.alarms}>{text.alarmsMissing}</TitledSection>;
  return (
    <TitledSection title={text.alarms} explanation={text.alarmsIs}>
      <Select
        label={text.accepted}
        data={rates.map((one) => ({ value: String(one), label: percent(one) }))}
        value={String(rate)}
        onChange={(value) =>
          setAddress(
            (before) => {
              const next = new URLSearchParams(before);
              if (value === null) next.delete("rate");
              else next.set("rate", value);
              return next;
            },
            { replace: true },
          )
        }
        allowDeselect={false}
        w={200}
      />
      <FigureTable
        label={text.alarms}
        columns={[text.language, text.falseAlarms, text.humans, text.groups, text.foundAtLeast, text.ais]}
        rows={rows.map((row) => ({
          key: row.language,
          cells: [
            languageNames[row.language],
            shareWithInterval(row.false_alarms),
            count(row.humans),
            count(row.human_groups),
            row.found === 0 ? text.underHalf : percent(row.found),
            count(row.ais),
          ],
        }))}
        minWidth={620}
      />
      <Text size="xs" c="dimmed" maw="48rem">
        {text.foundNote}
      </Text>
    </TitledSection>
  );
}
