import type { Course } from "../course.ts";
import { planCourse, scoreItems, type BatchPart } from "./batch-course.ts";
import { feedTargets } from "../loss/class-loss.ts";
import { floats, type Batch } from "../feeds.ts";
import type { LearningOptions } from "../options.ts";

/** Embeddings and what they are to be taken for; rows are learned from or validated on. */
export interface EmbeddingData {
  /** [rows, width], row-major; with `starts` [windows, width]. */
  readonly vectors: Float32Array;
  readonly width: number;
  /** Where a row is a file: with which window each begins, and the end. Left out: a row is a window. */
  readonly starts?: Int32Array;
  /** For each row the probability of each output of the head; [rows, outputs]. */
  readonly targets: Float32Array;
  readonly outputs: number;
  /** What each row counts. */
  readonly weights: Float32Array;
  readonly training: Int32Array;
  readonly validation: Int32Array;
  /** Measures on the validation rows: raw outputs, in their order. */
  readonly measure: (outputs: Float32Array) => Readonly<Record<string, number>>;
  /** The name of the measure that the best is chosen by; larger is better. */
  readonly best: string;
}

/** That go through a graph at once, padding too; more are learned from in parts, with the same result. */
const mostWindows = 16_384;

/** Rows of embeddings; files of like length go together. */
export function embeddingCourse(data: EmbeddingData, { batch, seed, labelSmoothing }: LearningOptions): Course {
  const { targets, outputs, weights } = data;
  const make =
    (chosen: Int32Array) =>
    ({ items, rows, itemsOfStep, place }: BatchPart): Batch => {
      const rowsOfItems = items.map((item) => chosen[item]!);
      const read = data.starts ? feedFiles(data, data.starts, rowsOfItems, rows) : feedRows(data, rowsOfItems, rows);
      const total = itemsOfStep.reduce((sum, item) => sum + weights[chosen[item]!]!, 0);
      const feeds = feedTargets(
        {
          targets: items.map((item) => targets.subarray(chosen[item]! * outputs, (chosen[item]! + 1) * outputs)),
          weights: items.map((item) => weights[chosen[item]!]! / total),
        },
        rows,
        place ? labelSmoothing : 0,
      );
      return { ...read, feeds: { ...read.feeds, ...feeds } };
    };
  const itemsOf = (chosen: Int32Array) => ({
    count: chosen.length,
    lengthOf: (item: number) => (data.starts ? countWindows(data.starts, chosen[item]!) : 0),
    make: make(chosen),
  });
  const longest = data.starts ? mostOf(data.starts) : 1;
  const plan = { batch, rowsPerPass: Math.max(1, Math.min(batch, Math.floor(mostWindows / roomFor(longest)))) };
  return {
    ...planCourse({ ...plan, seed, shuffle: true, ...itemsOf(data.training) }),
    evaluate: async (score) => {
      const given = new Float32Array(data.validation.length * outputs);
      const items = { ...plan, ...itemsOf(data.validation) };
      await scoreItems(items, score, (indices, { outputs: values }) => {
        for (const [row, item] of indices.entries())
          given.set(values!.subarray(row * outputs, (row + 1) * outputs), item * outputs);
      });
      return data.measure(given);
    },
    quality: (metrics) => metrics[data.best]!,
  };
}

function feedRows({ vectors, width }: EmbeddingData, chosen: readonly number[], rows: number): Batch {
  const embeddings = new Float32Array(rows * width);
  for (const [at, row] of chosen.entries())
    embeddings.set(vectors.subarray(row * width, (row + 1) * width), at * width);
  return { form: { rows }, feeds: { embeddings: floats(embeddings, [rows, width]) }, size: chosen.length };
}

/** Files by their windows, filled up to the longest of the batch; the mask says what is a window. */
function feedFiles(
  { vectors, width }: EmbeddingData,
  starts: Int32Array,
  chosen: readonly number[],
  rows: number,
): Batch {
  const counts = chosen.map((file) => countWindows(starts, file));
  const windows = roomFor(Math.max(...counts));
  const embeddings = new Float32Array(rows * windows * width);
  const mask = new Float32Array(rows * windows);
  for (const [at, file] of chosen.entries()) {
    embeddings.set(vectors.subarray(starts[file]! * width, starts[file + 1]! * width), at * windows * width);
    mask.fill(1, at * windows, at * windows + counts[at]!);
  }
  return {
    form: { rows, windows },
    feeds: { embeddings: floats(embeddings, [rows, windows, width]), mask: floats(mask, [rows, windows]) },
    size: counts.reduce((sum, count) => sum + count, 0),
  };
}

function countWindows(starts: Int32Array, file: number): number {
  return starts[file + 1]! - starts[file]!;
}

function mostOf(starts: Int32Array): number {
  return starts.subarray(1).reduce((most, end, file) => Math.max(most, end - starts[file]!), 1);
}

/** Graphs have fixed shapes: of many windows only powers of two, so that they are few. */
function roomFor(windows: number): number {
  return windows <= 8 ? windows : 2 ** Math.ceil(Math.log2(windows));
}
