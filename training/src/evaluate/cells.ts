import { lengthBin } from "whowrote/length-bin";
import type { JudgedSample } from "./judged-sample.ts";

/** What rows can be told apart by. */
export const dimensions = ["language", "length", "stratum", "source", "kind", "domain", "family", "generator"] as const;
export type Dimension = (typeof dimensions)[number];

/** Rows that agree in some dimensions. */
export interface JudgedCell {
  /** One per dimension, in their order. */
  readonly values: readonly string[];
  readonly rows: readonly JudgedSample[];
}

const unknown = "–";

/**
 * Splits rows into cells, sorted. What only one label can have (a stratum, a family of models) does not split the
 * other label: its rows stand in every such cell, so that each compares people with AI.
 */
export function splitIntoCells(rows: readonly JudgedSample[], by: readonly Dimension[]): JudgedCell[] {
  const shared = by.filter((dimension) => !isOneSided(dimension));
  const cells: JudgedCell[] = [];
  for (const cell of groupBy(rows, shared).values()) {
    const humans = cell.filter(({ sample }) => sample.label === "human");
    const ais = cell.filter(({ sample }) => sample.label === "ai");
    const humanCells = [
      ...groupBy(
        humans,
        by.filter((dimension) => dimension === "stratum"),
      ).values(),
    ];
    const aiCells = [
      ...groupBy(
        ais,
        by.filter((dimension) => dimension === "family" || dimension === "generator"),
      ).values(),
    ];
    for (const human of humanCells.length > 0 ? humanCells : [[]])
      for (const ai of aiCells.length > 0 ? aiCells : [[]])
        cells.push({ values: by.map((dimension) => describe(dimension, human, ai)), rows: [...human, ...ai] });
  }
  return cells.toSorted((a, b) => compare(a.values, b.values));
}

const isOneSided = (dimension: Dimension): boolean =>
  dimension === "stratum" || dimension === "family" || dimension === "generator";

function groupBy(rows: readonly JudgedSample[], by: readonly Dimension[]): Map<string, JudgedSample[]> {
  return Map.groupBy(rows, (row) => JSON.stringify(by.map((dimension) => valueOf(row, dimension))));
}

function describe(dimension: Dimension, humans: readonly JudgedSample[], ais: readonly JudgedSample[]): string {
  const side = dimension === "stratum" ? humans : isOneSided(dimension) ? ais : [...humans, ...ais];
  return side.length > 0 ? valueOf(side[0]!, dimension) : unknown;
}

function valueOf({ sample, score }: JudgedSample, dimension: Dimension): string {
  return dimension === "length" ? lengthBin(score.lines) : (sample[dimension] ?? unknown);
}

function compare(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((value, at) => value !== b[at]);
  return differs < 0 ? 0 : a[differs]!.localeCompare(b[differs]!, "en", { numeric: true });
}
