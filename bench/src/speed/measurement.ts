import { quantile } from "whowrote/statistics/bootstrap";

/** What a program needs for the same files. */
export interface SpeedMeasurement {
  readonly name: string;
  readonly threads: number;
  readonly files: number;
  /** A whole run over all files, start-up included; one per repetition. */
  readonly runSeconds: readonly number[];
  /** Peak resident memory of such a run. */
  readonly peakMegabytes: number;
  /** One number per file, in one thread of a warm process. */
  readonly fileMilliseconds: readonly number[];
  /** A whole run over one file of ordinary size; one per repetition. */
  readonly coldSeconds: readonly number[];
}

export const wholeRuns = 3;
export const coldRuns = 5;

/** The value that a share of the values does not exceed. */
export function shareOf(values: readonly number[], share: number): number {
  return quantile(Float64Array.from(values).sort(), share);
}

export const median = (values: readonly number[]): number => shareOf(values, 0.5);
