import type { Course, CoursePlace } from "../course.ts";
import { planCourse, scoreItems, type BatchPart } from "./batch-course.ts";
import { feedPairs } from "../loss/contrastive-loss.ts";
import { createWindowReader } from "../data/hide-windows.ts";
import { feedTokens, lengthsOf, type EncoderData } from "../data/encoder-data.ts";
import type { Batch } from "../feeds.ts";
import type { EncoderOptions } from "../options.ts";
import { collectPairs } from "../metrics/pair-metrics.ts";
import { countWindows, cropWindow, framedLength, framedWindow, halves } from "../data/token-windows.ts";
import { randomAt } from "../step-seed.ts";

/**
 * Each window twice: dropout makes two of it, and where the options ask for that, so do hidden tokens and cropping. In
 * validation, where nothing is random, the two halves of a window have to find each other.
 */
export function contrastiveCourse(
  data: EncoderData,
  options: EncoderOptions & { readonly rowsPerPass: number },
): Course {
  const { special, training, validation } = data;
  const lengths = lengthsOf(data, options.buckets);
  const make = (
    { items, rows, itemsOfStep }: BatchPart,
    pairOf: (item: number) => readonly [Int32Array, Int32Array],
  ): Batch => {
    const pairs = items.map(pairOf);
    const empty = Array.from({ length: rows - items.length }, () => Int32Array.of(special.pad));
    const windows = [...pairs.map(([first]) => first), ...empty, ...pairs.map(([, second]) => second)];
    const { feeds, ...batch } = feedTokens(windows, 2 * rows, lengths, special.pad);
    const kinds = items.map(() => undefined);
    return { ...batch, feeds: { ...feeds, ...feedPairs(kinds, rows, 1 / itemsOfStep.length) } };
  };
  const read = createWindowReader(data, training, { ...options, masked: options.masked ?? 0 });
  const viewOf = (item: number, purpose: string, place: CoursePlace | undefined): Int32Array => {
    const ids = read(item, purpose, place);
    if (options.views === "dropout" || !place) return ids;
    return cropWindow(ids, special, randomAt(options.seed, `${purpose} crop ${place.epoch}`, item));
  };
  // A pair takes two rows.
  const plan = { batch: options.batch, rowsPerPass: Math.max(2, options.rowsPerPass >> 1) };
  return {
    ...planCourse({
      ...plan,
      seed: options.seed,
      shuffle: !data.isOrdered,
      count: countWindows(training),
      lengthOf: (window) => framedLength(training, window, special),
      make: (part) => make(part, (item) => [viewOf(item, "first", part.place), viewOf(item, "second", part.place)]),
    }),
    evaluate: async (score) => {
      const pairs = collectPairs();
      const items = {
        ...plan,
        count: countWindows(validation),
        lengthOf: (window: number) => framedLength(validation, window, special),
        make: (part: BatchPart) => make(part, (item) => halves(framedWindow(validation, item, special))),
      };
      await scoreItems(items, score, (indices, { embeddings }, { form }) => {
        pairs.add(indices, embeddings!, form["rows"]!);
      });
      return pairs.metrics();
    },
    quality: ({ separation }) => separation!,
  };
}
