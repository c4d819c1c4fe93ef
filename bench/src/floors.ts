import type { Sample } from "@whowrote/training/dataset/sample";
import type { Cell } from "@whowrote/training/evaluate/table";
import { areaUnderRoc, createRanking, truePositiveRate } from "whowrote/statistics/ranking";

type Measure = (code: string) => number;

const lines = (code: string): string[] => code.split("\n");
const shareOfLines =
  (pattern: RegExp): Measure =>
  (code) =>
    lines(code).filter((line) => pattern.test(line)).length / lines(code).length;
const count = (code: string, pattern: RegExp): number => code.match(pattern)?.length ?? 0;

const lengthMeasures: readonly Measure[] = [(code) => code.length, (code) => lines(code).length];

const whiteSpaceMeasures: readonly Measure[] = [
  (code) => count(code, /\s/g) / Math.max(1, code.length),
  shareOfLines(/^\s*$/),
  shareOfLines(/^\t/),
  shareOfLines(/\S[ \t]+$/),
  (code) => count(code, /^[ \t]+/gm) / lines(code).length,
  (code) => lines(code).reduce((sum, line) => sum + /^\s*/.exec(line)![0].length, 0) / lines(code).length,
  // Operators and commas that stand free.
  (code) => count(code, /[=<>+*/%-] |, /g) / (count(code, /[=<>+*/%,-]/g) + 1),
];

/** What someone sees who does not read the code. */
export const floorMeasures = { length: lengthMeasures, "white space": whiteSpaceMeasures } as const;

export interface Floor {
  readonly auroc: number;
  /** At 1 % false positives. */
  readonly tpr: number;
}

/**
 * How far the best single measure gets, in its better direction. Both are chosen on these very rows, which flatters
 * the floor.
 */
export function measureFloor(rows: readonly Sample[], kind: keyof typeof floorMeasures): Floor {
  const isAi = rows.map(({ label }) => label === "ai");
  const floors = floorMeasures[kind].flatMap((measure) => {
    const values = rows.map(({ code }) => measure(code));
    return [values, values.map((value) => -value)].map((scores) => {
      const ranking = createRanking(scores, isAi);
      return { auroc: areaUnderRoc(ranking), tpr: truePositiveRate(ranking, 0.01) };
    });
  });
  return floors.reduce((best, floor) => (floor.auroc > best.auroc ? floor : best));
}

/** Macro-F1 of calling everything by the label that most rows have. */
export function majorityMacroF1(rows: readonly Sample[]): number {
  const ais = rows.filter(({ label }) => label === "ai").length;
  const most = Math.max(ais, rows.length - ais);
  return most / (rows.length + most);
}

/** The floors as columns of a table. */
export function floorCells(rows: readonly Sample[]): Readonly<Record<string, Cell>> {
  const length = measureFloor(rows, "length");
  const space = measureFloor(rows, "white space");
  return {
    "length only: AUROC": { value: length.auroc },
    "length only: TPR at 1 %": { value: length.tpr },
    "white space only: AUROC": { value: space.auroc },
    "white space only: TPR at 1 %": { value: space.tpr },
    "majority: macro-F1": { value: majorityMacroF1(rows) },
  };
}
