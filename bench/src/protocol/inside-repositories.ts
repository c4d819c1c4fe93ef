import type { Sample } from "@whowrote/training/dataset/sample";
import { isAi, rankOf, type JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Table } from "@whowrote/training/evaluate/table";
import { bootstrapGroups } from "whowrote/statistics/bootstrap";
import type { Interval } from "whowrote/statistics/interval";
import { areaUnderRoc, createRanking } from "whowrote/statistics/ranking";
import { isWild } from "../bench-rows.ts";
import { floorMeasures } from "../floors.ts";
import type { Protocol } from "../protocol.ts";
import { judgeSamples } from "../scorer.ts";

const fewestRows = 8;
const seed = 11;

/** P2r: people's code of before 2021-06 against agents' code of 2025-26 in the same repository. */
export const p2r: Protocol = {
  title: "P2r: inside a repository",
  measure: async (rows, scorer) => {
    const repositories = selectRepositories(rows);
    const judged = await judgeSamples([...repositories.values()].flat(), scorer);
    const byRepository = Map.groupBy(judged, ({ sample }) => sample.repo!);
    const measured = [...repositories.keys()].map((repository) => {
      const own = byRepository.get(repository)!;
      return { repository, rows: own, auroc: aurocByPath(own) };
    });
    const mean = meanOver(measured.map(({ auroc }) => auroc.value));
    const table: Table = {
      caption: "Repositories with at least 8 rows of each side",
      notes: [
        "People's rows are older than 2021-06, agents' are of 2025 and 2026; files and functions together. It tells detection from topic, language and house style. The interval of a repository resamples its paths, that of the mean the repositories.",
      ],
      rows: [
        ...measured.map(({ repository, rows: own, auroc }) => ({
          repository,
          languages: [...new Set(own.map(({ sample }) => sample.language))].sort().join(", "),
          people: own.filter((row) => !isAi(row)).length,
          AI: own.filter(isAi).length,
          AUROC: auroc,
        })),
        {
          repository: "mean",
          languages: "",
          people: judged.filter((row) => !isAi(row)).length,
          AI: judged.filter(isAi).length,
          AUROC: mean,
        },
      ],
    };
    const floors: Table = {
      caption: "Floors on the same rows",
      notes: [
        "Mean AUROC over the repositories of the best single measure, in its better direction, one measure and direction for all.",
      ],
      rows: [
        {
          repositories: measured.length,
          "length only": { value: meanFloor(repositories, "length") },
          "white space only": { value: meanFloor(repositories, "white space") },
        },
      ],
    };
    return [table, floors];
  },
};

function meanFloor(repositories: ReadonlyMap<string, readonly Sample[]>, kind: keyof typeof floorMeasures): number {
  const means = floorMeasures[kind].map((measure) => {
    const areas = [...repositories.values()].map((own) =>
      areaUnderRoc(
        createRanking(
          own.map(({ code }) => measure(code)),
          own.map(({ label }) => label === "ai"),
        ),
      ),
    );
    return areas.reduce((sum, area) => sum + area, 0) / areas.length;
  });
  return Math.max(...means.map((mean) => Math.max(mean, 1 - mean)));
}

/** Repositories, sorted, with enough old rows of people and new rows of agents. */
export function selectRepositories(rows: readonly Sample[]): Map<string, Sample[]> {
  const dated = rows.filter(
    ({ source, repo, date = "", label }) =>
      isWild({ source }) &&
      repo !== undefined &&
      ((label === "human" && date !== "" && date < "2021-06") || (label === "ai" && date >= "2025")),
  );
  const isBoth = (own: readonly Sample[]): boolean =>
    (["human", "ai"] as const).every((label) => own.filter((row) => row.label === label).length >= fewestRows);
  return new Map(
    [...Map.groupBy(dated, ({ repo }) => repo!)]
      .filter(([, own]) => isBoth(own))
      .sort(([a], [b]) => a.localeCompare(b, "en")),
  );
}

function aurocByPath(rows: readonly JudgedSample[]): Interval {
  const ranking = createRanking(rows.map(rankOf), rows.map(isAi));
  const paths = rows.map(({ sample }) => `${sample.label} ${sample.path}`);
  return bootstrapGroups(paths, { auroc: (weights) => areaUnderRoc(ranking, weights) }, { seed }).auroc;
}

function meanOver(values: readonly number[]): Interval {
  const mean = (weights: Uint32Array | undefined): number => {
    const weightOf = (at: number): number => weights?.[at] ?? 1;
    const total = values.reduce((sum, _, at) => sum + weightOf(at), 0);
    return values.reduce((sum, value, at) => sum + weightOf(at) * value, 0) / total;
  };
  return bootstrapGroups(
    values.map((_, at) => `${at}`),
    { mean },
    { seed },
  ).mean;
}
