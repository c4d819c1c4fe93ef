import { Group, Select } from "@mantine/core";
import { count } from "../../format/count.ts";
import { dayOf } from "../../format/date.ts";
import { languageNames } from "../../format/language-name.ts";
import { english } from "../../text/english.ts";
import { DriftLevel } from "./drift-level.tsx";
import { FigureTable } from "./figure-table.tsx";
import type { Drift } from "./use-drift.ts";

const { model: text } = english;

interface DriftOverviewProperties {
  /** Newest week first. */
  readonly drift: readonly Drift[];
  readonly chosen: Drift;
  readonly onChoose: (what: Pick<Drift, "language" | "of">) => void;
}

/** The newest week of every language in one line each, and the choice of what to look at more closely. */
export function DriftOverview({ drift, chosen, onChoose }: DriftOverviewProperties) {
  const languages = [...new Set(drift.map(({ language }) => language))];
  const respects = [...new Set(drift.filter((one) => one.language === chosen.language).map(({ of }) => of))];
  return (
    <>
      <FigureTable
        label={text.overview}
        columns={[text.language, text.week, text.probabilities, text.n, text.signals]}
        rows={languages.map((language) => {
          const rows = drift.filter((one) => one.language === language);
          const newest = rows.filter(({ week }) => week === rows[0]!.week);
          const probability = newest.find(({ of }) => of === "probability");
          const loud = newest.filter(
            ({ of, level }) => of !== "probability" && (level === "alarm" || level === "warning"),
          );
          return {
            key: language,
            cells: [
              languageNames[language],
              dayOf(rows[0]!.week),
              probability && <DriftLevel level={probability.level} />,
              count(probability?.n ?? 0),
              loud.length === 0
                ? text.noLoud
                : loud.map(({ of, level }) => (
                    <div key={of}>
                      <DriftLevel level={level} />: {of}
                    </div>
                  )),
            ],
          };
        })}
        minWidth={620}
      />
      <Group>
        <Select
          label={text.language}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={chosen.language}
          onChange={(value) => {
            const language = languages.find((one) => one === value);
            if (language) onChoose({ language, of: chosen.of });
          }}
          allowDeselect={false}
        />
        <Select
          label={text.of}
          data={respects.map((value) => ({ value, label: value === "probability" ? text.ofProbability : value }))}
          value={chosen.of}
          onChange={(of) => of !== null && onChoose({ language: chosen.language, of })}
          allowDeselect={false}
        />
      </Group>
    </>
  );
}
