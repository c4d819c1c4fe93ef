import { lengthBin } from "whowrote/length-bin";
import { wilson } from "whowrote/statistics/interval";
import type { JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Cell, Table } from "@whowrote/training/evaluate/table";
import { isWild } from "../bench-rows.ts";
import type { Protocol } from "../protocol.ts";
import { acceptedRates, judgeSamples } from "../scorer.ts";

const fewestRows = 30;

/** P5: how often people are accused at the deployed thresholds. */
export const p5: Protocol = {
  title: "P5: false alarms on people's code",
  measure: async (rows, scorer) => {
    const judged = await judgeSamples(
      rows.filter(({ label }) => label === "human"),
      scorer,
    );
    const wild = judged.filter(({ sample }) => isWild(sample));
    const others = judged.filter(({ sample }) => !isWild(sample));
    const strict = wild.filter(
      ({ sample: { date, policySince } }) => policySince !== undefined && date! >= policySince,
    );
    return [
      {
        caption: "By kind of people's code, repositories never trained on",
        notes: [
          "Share of people's rows that are called AI at each accepted rate, with its 95 % Wilson interval; an abstention is no accusation. Coverage is the share that gets the verdict human or ai at 1 %.",
        ],
        rows: [
          ...alarmRows(wild, { stratum: stratumOf }, 1),
          { stratum: "no-ai-policy, policy older than the row", ...alarmCells(strict) },
          { stratum: "all", ...alarmCells(wild) },
        ],
      },
      { caption: "By other source", rows: alarmRows(others, { source: ({ sample }) => sample.source }, 1) },
      table("By kind of code and language", wild, { stratum: stratumOf, language: ({ sample }) => sample.language }),
      table("By kind of code and length", wild, { stratum: stratumOf, lines: ({ score }) => lengthBin(score.lines) }),
      table("By kind of code, language and length", wild, {
        stratum: stratumOf,
        language: ({ sample }) => sample.language,
        lines: ({ score }) => lengthBin(score.lines),
      }),
      table("By other source and length", others, {
        source: ({ sample }) => sample.source,
        lines: ({ score }) => lengthBin(score.lines),
      }),
    ];
  },
};

type Keys = Readonly<Record<string, (row: JudgedSample) => string>>;

const stratumOf = ({ sample }: JudgedSample): string => sample.stratum ?? "–";

function table(caption: string, rows: readonly JudgedSample[], by: Keys): Table {
  return {
    caption,
    notes: [`Cells with fewer than ${fewestRows} rows are left out.`],
    rows: alarmRows(rows, by, fewestRows),
  };
}

/** One row for each combination of keys that has at least `fewest` rows, sorted. */
export function alarmRows(rows: readonly JudgedSample[], by: Keys, fewest: number): Record<string, Cell>[] {
  const names = Object.keys(by);
  const cells = Map.groupBy(rows, (row) => JSON.stringify(names.map((name) => by[name]!(row))));
  return [...cells]
    .filter(([, own]) => own.length >= fewest)
    .map(([key, own]) => ({ values: JSON.parse(key) as string[], own }))
    .sort((a, b) => a.values.join(" ").localeCompare(b.values.join(" "), "en", { numeric: true }))
    .map(({ values, own }) => ({
      ...Object.fromEntries(names.map((name, at) => [name, values[at]!])),
      ...alarmCells(own),
    }));
}

function alarmCells(rows: readonly JudgedSample[]): Record<string, Cell> {
  const rateOf = (isCounted: (row: JudgedSample) => boolean) => wilson(rows.filter(isCounted).length, rows.length);
  const byRate = acceptedRates.map((rate, at) => ({ rate, at })).sort((a, b) => a.rate - b.rate);
  return {
    n: rows.length,
    ...Object.fromEntries(
      byRate.map(({ rate, at }) => [
        `called AI at ${rate * 100} %`,
        rateOf(({ score }) => score.verdicts[at] === "ai"),
      ]),
    ),
    coverage: rateOf(({ score }) => score.verdicts[0] !== "uncertain"),
  };
}
