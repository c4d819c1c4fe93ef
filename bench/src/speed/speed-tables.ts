import type { Cell, Table } from "@whowrote/training/evaluate/table";
import { coldRuns, median, shareOf, wholeRuns, type SpeedMeasurement } from "./measurement.ts";

/** The figures of each program, with the quotient of the first and each other where there is another. */
export function speedTables(measurements: readonly SpeedMeasurement[], bytes: number): Table[] {
  return [
    table(
      "The whole tree",
      [`Start-up included; the median of ${wholeRuns} runs, and the highest peak of resident memory.`],
      measurements,
      ({ threads, files, runSeconds, peakMegabytes }) => ({
        threads,
        seconds: median(runSeconds),
        "files/s": files / median(runSeconds),
        "MB/s": bytes / 1e6 / median(runSeconds),
        "peak memory, MB": peakMegabytes,
      }),
    ),
    table(
      "One file after the other",
      ["In one thread of a warm process, milliseconds a file."],
      measurements,
      ({ fileMilliseconds }) => ({
        mean: fileMilliseconds.reduce((sum, time) => sum + time, 0) / fileMilliseconds.length,
        p50: median(fileMilliseconds),
        p95: shareOf(fileMilliseconds, 0.95),
      }),
    ),
    table(
      "Cold start",
      [`Seconds from starting the program on one file of median size to its end, ${coldRuns} runs.`],
      measurements,
      ({ coldSeconds }) => ({ median: median(coldSeconds), slowest: Math.max(...coldSeconds) }),
    ),
  ];
}

function table(
  caption: string,
  notes: readonly string[],
  measurements: readonly SpeedMeasurement[],
  figures: (measurement: SpeedMeasurement) => Readonly<Record<string, number>>,
): Table {
  const [own, ...others] = measurements.map((measurement) => ({ ...measurement, figures: figures(measurement) }));
  const row = (name: string, values: Readonly<Record<string, number>>): Record<string, Cell> => ({
    program: name,
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value.toPrecision(3))])),
  });
  const quotients = others.map((other) =>
    row(
      `${own!.name} / ${other.name}`,
      Object.fromEntries(Object.entries(own!.figures).map(([key, value]) => [key, value / other.figures[key]!])),
    ),
  );
  return {
    caption,
    notes,
    rows: [...[own!, ...others].map((one) => row(one.name, one.figures)), ...quotients],
  };
}
