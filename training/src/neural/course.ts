import type { Batch } from "./feeds.ts";

/** Where in a course a step stands. */
export interface CoursePlace {
  /** Of the whole run, from 0. */
  readonly epoch: number;
  /** Of the epoch, from 0. */
  readonly stepOfEpoch: number;
  /** Of the whole run, from 0: what is random in a batch is drawn from it. */
  readonly step: number;
}

/** Gives the outputs of an objective for a batch. */
export type Score = (batch: Batch) => Promise<Readonly<Record<string, Float32Array>>>;

/** The data of a run, batch by batch. Equal places give equal batches, whatever was asked before. */
export interface Course {
  readonly stepsPerEpoch: number;
  /** What one step learns from; several batches are added up. */
  readonly batches: (place: CoursePlace) => readonly Batch[];
  /** A batch of the longest that there is, in one part: for measuring. */
  readonly probe: (rows: number) => Batch;
  /** Measures on validation data. */
  readonly evaluate: (score: Score) => Promise<Readonly<Record<string, number>>>;
  /** Larger is better. */
  readonly quality: (metrics: Readonly<Record<string, number>>) => number;
}
