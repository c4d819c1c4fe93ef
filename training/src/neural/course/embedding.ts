import type { Course } from "../course.ts";
import { planCourse, scoreItems, type BatchPart } from "../batch-course.ts";
import { feedTargets } from "../class-loss.ts";
import { floats, type Batch } from "../feeds.ts";
import type { LearningOptions } from "../options.ts";

/** Embeddings and what they are to be taken for; rows are learned from or validated on. */
export interface EmbeddingData {
  /** [rows, width], row-major. */
  readonly vectors: Float32Array;
  readonly width: number;
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

/** Rows of embeddings. */
export function embeddingCourse(data: EmbeddingData, { batch, seed, labelSmoothing }: LearningOptions): Course {
  const { vectors, width, targets, outputs, weights } = data;
  const make =
    (chosen: Int32Array) =>
    ({ items, rows, itemsOfStep, place }: BatchPart): Batch => {
      const embeddings = new Float32Array(rows * width);
      for (const [at, item] of items.entries()) {
        const row = chosen[item]!;
        embeddings.set(vectors.subarray(row * width, (row + 1) * width), at * width);
      }
      const total = itemsOfStep.reduce((sum, item) => sum + weights[chosen[item]!]!, 0);
      const feeds = feedTargets(
        {
          targets: items.map((item) => targets.subarray(chosen[item]! * outputs, (chosen[item]! + 1) * outputs)),
          weights: items.map((item) => weights[chosen[item]!]! / total),
        },
        rows,
        place ? labelSmoothing : 0,
      );
      return { form: { rows }, feeds: { embeddings: floats(embeddings, [rows, width]), ...feeds }, size: items.length };
    };
  const plan = { batch, rowsPerPass: batch, lengthOf: () => 0 };
  return {
    ...planCourse({ ...plan, seed, shuffle: true, count: data.training.length, make: make(data.training) }),
    evaluate: async (score) => {
      const given = new Float32Array(data.validation.length * outputs);
      const items = { ...plan, count: data.validation.length, make: make(data.validation) };
      await scoreItems(items, score, (indices, { outputs: values }) => {
        for (const [row, item] of indices.entries())
          given.set(values!.subarray(row * outputs, (row + 1) * outputs), item * outputs);
      });
      return data.measure(given);
    },
    quality: (metrics) => metrics[data.best]!,
  };
}
