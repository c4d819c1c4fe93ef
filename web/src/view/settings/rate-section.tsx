import { NativeSelect, Text } from "@mantine/core";
import { count } from "../../format/count.ts";
import { percent } from "../../format/percent.ts";
import { changePreferences, usePreferences } from "../../settings/kept-preferences.ts";
import { english } from "../../text/english.ts";
import { Section } from "./section.tsx";

const { settings: text } = english;

const offered = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1];

/** @param serverRate what the server judges at where nobody chooses; left out until it is known */
export function RateSection({ serverRate }: { readonly serverRate: number | undefined }) {
  const { falsePositiveRate: chosen } = usePreferences();
  const rates = chosen === undefined || offered.includes(chosen) ? offered : [...offered, chosen];
  const rate = chosen ?? serverRate;
  return (
    <Section title={text.judging}>
      <NativeSelect
        label={text.rate}
        description={text.rateHint}
        value={chosen ?? ""}
        onChange={({ currentTarget: { value } }) =>
          changePreferences({ falsePositiveRate: value === "" ? undefined : Number(value) })
        }
        data={[
          { value: "", label: text.serverRate(serverRate === undefined ? "" : percent(serverRate)) },
          ...rates.map((value) => ({ value: String(value), label: percent(value) })),
        ]}
        maw={420}
      />
      {rate !== undefined && (
        <Text component="output" size="sm">
          {text.rateMeans(count(Math.round(rate * 1000)))}
        </Text>
      )}
    </Section>
  );
}
