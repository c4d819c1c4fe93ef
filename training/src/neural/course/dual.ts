import type { Course } from "../course.ts";
import { planCourse, scoreItems, type BatchPart } from "./batch-course.ts";
import { feedTargets } from "../loss/class-loss.ts";
import { feedPairs } from "../loss/contrastive-loss.ts";
import { checkBothLabels, feedTokens, lengthsOf, type EncoderData } from "../data/encoder-data.ts";
import { createWindowReader } from "../data/hide-windows.ts";
import type { Batch } from "../feeds.ts";
import { aiLogOdds, type HeadDefinition } from "whowrote/encoder-head";
import { labelWeights } from "../data/label-weights.ts";
import type { EncoderOptions } from "../options.ts";
import { collectPairs } from "../metrics/pair-metrics.ts";
import { randomAt } from "../step-seed.ts";
import { countWindows, framedLength, type TokenWindows } from "../data/token-windows.ts";
import { validationMetrics } from "../metrics/validation-metrics.ts";

/**
 * Windows with partners that do the same: a window of another solution to the same task, else another window of the same
 * file, else the window itself with other tokens hidden. Solutions to one task are not each other's negatives. Both of a
 * pair are labelled.
 */
export function dualCourse(
  data: EncoderData,
  head: HeadDefinition,
  options: EncoderOptions & { readonly rowsPerPass: number },
): Course {
  const { special, training, validation } = data;
  checkBothLabels(data);
  const lengths = lengthsOf(data, options.buckets);
  const weightOf = labelWeights(training, options.classWeights);
  const make = (windows: TokenWindows) => {
    const partnerOf = findPartners(windows);
    const read = createWindowReader(data, windows, options);
    return ({ items, rows, itemsOfStep, place }: BatchPart): Batch => {
      const partner = (item: number) => partnerOf(item, randomAt(options.seed, `partner ${place?.epoch}`, item));
      const partners = items.map(partner);
      const empty = Array.from({ length: rows - items.length }, () => Int32Array.of(special.pad));
      const pairs = [
        ...items.map((item) => read(item, "hide", place)),
        ...empty,
        ...partners.map((item) => read(item, "hide partner", place)),
      ];
      const { feeds, ...batch } = feedTokens(pairs, 2 * rows, lengths, special.pad);
      const total = itemsOfStep.reduce((sum, item) => sum + weigh(item) + weigh(partner(item)), 0);
      const both = [...items, ...empty.map(() => undefined), ...partners];
      const targets = feedTargets(
        {
          targets: both.map((item) => [item === undefined ? 0 : windows.labels[item]!]),
          weights: both.map((item) => (item === undefined ? 0 : weigh(item) / total)),
        },
        2 * rows,
        place ? options.labelSmoothing : 0,
      );
      const kinds = items.map((item) => kindOf(windows, item));
      return { ...batch, feeds: { ...feeds, ...targets, ...feedPairs(kinds, rows, 1 / itemsOfStep.length) } };
    };
    function weigh(item: number): number {
      return weightOf(windows.labels[item]!);
    }
  };
  const itemsOf = (windows: TokenWindows) => ({
    batch: options.batch,
    // A pair takes two rows.
    rowsPerPass: Math.max(2, options.rowsPerPass >> 1),
    count: countWindows(windows),
    lengthOf: (window: number) => framedLength(windows, window, special),
    make: make(windows),
  });
  return {
    ...planCourse({ ...itemsOf(training), seed: options.seed, shuffle: !data.isOrdered }),
    evaluate: async (score) => {
      const scores = new Float32Array(countWindows(validation));
      const pairs = collectPairs();
      await scoreItems(itemsOf(validation), score, (items, { outputs, embeddings }, { form }) => {
        for (const [row, item] of items.entries()) scores[item] = aiLogOdds({ definition: head }, outputs![row]!);
        pairs.add(items, embeddings!, form["rows"]!);
      });
      const { labels, files, tasks } = validation;
      return { ...validationMetrics({ scores, labels, files }), ...pairs.metrics(tasks) };
    },
    quality: ({ auroc }) => auroc!,
  };
}

function kindOf({ tasks }: TokenWindows, item: number): number | undefined {
  const task = tasks?.[item] ?? -1;
  return task < 0 ? undefined : task;
}

/** Draws a partner of a window. */
function findPartners(windows: TokenWindows): (item: number, random: () => number) => number {
  const byTask = groupWindows(windows, windows.tasks);
  const byFile = groupWindows(windows, windows.files);
  return (item, random) => {
    const ofOthers = (byTask.get(kindOf(windows, item) ?? -1) ?? []).filter(
      (other) => windows.files?.[other] !== windows.files?.[item],
    );
    const ofFile = (byFile.get(windows.files?.[item] ?? -1) ?? []).filter((other) => other !== item);
    const candidates = ofOthers.length > 0 ? ofOthers : ofFile;
    return candidates[Math.floor(random() * candidates.length)] ?? item;
  };
}

function groupWindows(windows: TokenWindows, keys: Int32Array | undefined): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let item = 0; item < countWindows(windows); item++) {
    const key = keys?.[item] ?? -1;
    if (key < 0) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
