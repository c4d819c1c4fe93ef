import { splitIntoCells, type Dimension } from "./cells.ts";
import { measureDetection, tprRates, type DetectionMetrics } from "./detection-metrics.ts";
import type { JudgedSample } from "./judged-sample.ts";
import type { Cell, Table } from "./table.ts";

/** A cell with fewer rows on each side says nothing. */
const fewestRows = 10;

export interface EvaluationOptions {
  /** The accepted false-positive rate that the first verdict of each row was given at. */
  readonly falsePositiveRate: number;
  readonly by: readonly Dimension[];
}

/** The tables of `whowrote evaluate`: all rows, then each cell. Rows of other labels than human and ai are left out. */
export function evaluateRows(all: readonly JudgedSample[], { falsePositiveRate, by }: EvaluationOptions): Table[] {
  const rows = all.filter(({ sample }) => sample.label !== "hybrid");
  const cells = splitIntoCells(rows, by);
  const told = cells.filter(({ rows: own }) => isEnough(own));
  const few = cells.length - told.length;
  return [
    {
      caption: "All rows",
      notes: notes(all, rows, falsePositiveRate),
      rows: [metricCells(measureDetection(rows))],
    },
    {
      caption: `By ${by.join(", ")}`,
      notes: few > 0 ? [`${few} cells with fewer than ${fewestRows} rows of people and of AI are left out.`] : [],
      rows: told.map(({ values, rows: own }) => ({
        ...Object.fromEntries(by.map((dimension, at) => [dimension, values[at]!])),
        ...metricCells(measureDetection(own, { replicates: 400 })),
      })),
    },
  ];
}

/** The columns of a table of metrics. */
export function metricCells(metrics: DetectionMetrics): Readonly<Record<string, Cell>> {
  return {
    people: metrics.humans,
    AI: metrics.ais,
    AUROC: metrics.auroc,
    ...Object.fromEntries(tprRates.map((rate, at) => [`TPR at ${rate * 100} %`, metrics.tpr[at]!])),
    "false alarms": metrics.falsePositives,
    recall: metrics.recall,
    "macro-F1": metrics.macroF1,
    coverage: metrics.coverage,
    ECE: { value: metrics.calibrationErrorAtEvenOdds },
    Brier: { value: metrics.brier },
  };
}

function isEnough(rows: readonly JudgedSample[]): boolean {
  const humans = rows.filter(({ sample }) => sample.label === "human").length;
  return humans >= fewestRows || rows.length - humans >= fewestRows;
}

function notes(all: readonly JudgedSample[], rows: readonly JudgedSample[], rate: number): string[] {
  const broken = rows.filter(({ score }) => score.error !== undefined);
  const texts = [
    `Intervals are 95 %: Wilson for rates, a bootstrap over groups otherwise. AUROC and TPR rank by probability, an abstention as 0.5; TPR thresholds come from these rows. False alarms, recall, macro-F1 and coverage are at the deployed threshold for ${rate * 100} %; whatever is not called AI counts as not flagged. ECE and Brier score are those of rows with a probability, both labels weighing the same.`,
  ];
  if (all.length > rows.length) texts.push(`${all.length - rows.length} rows labelled hybrid are left out.`);
  if (broken.length > 0)
    texts.push(
      `The detector broke on ${broken.length} rows, which count as abstentions: ${broken[0]!.sample.id}: ${broken[0]!.score.error!}`,
    );
  return texts;
}
