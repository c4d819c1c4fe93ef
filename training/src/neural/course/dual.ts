import type { Course, CoursePlace } from "../course.ts";
import { planCourse, scoreItems, type BatchPart } from "./batch-course.ts";
import { feedTargets } from "../loss/class-loss.ts";
import { feedPairs } from "../loss/contrastive-loss.ts";
import { checkBothLabels, feedTokens, lengthsOf, specialIds, type EncoderData } from "../data/encoder-data.ts";
import type { Batch } from "../feeds.ts";
import { aiLogOdds, type HeadDefinition } from "whowrote/encoder-head";
import { labelWeights } from "../data/label-weights.ts";
import { hideTokens } from "../data/mask-tokens.ts";
import type { EncoderOptions } from "../options.ts";
import { pairMetrics } from "../metrics/pair-metrics.ts";
import { randomAt } from "../step-seed.ts";
import { countWindows, framedLength, framedWindow, type TokenWindows } from "../data/token-windows.ts";
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
  const { special, training, validation, vocabularySize } = data;
  checkBothLabels(data);
  const lengths = lengthsOf(data, options.buckets);
  const weightOf = labelWeights(training, options.classWeights);
  const vocabulary = { size: vocabularySize, mask: special.mask ?? special.pad, special: specialIds(data) };
  const masked = special.mask === undefined ? 0 : (options.masked ?? 0.05);
  const make = (windows: TokenWindows) => {
    const partnerOf = findPartners(windows);
    const dress = (item: number, purpose: string, place: CoursePlace | undefined): Int32Array => {
      const ids = framedWindow(windows, item, special);
      if (place) hideTokens(ids, masked, vocabulary, randomAt(options.seed, `${purpose} ${place.epoch}`, item));
      return ids;
    };
    return ({ items, rows, itemsOfStep, place }: BatchPart): Batch => {
      const partner = (item: number) => partnerOf(item, randomAt(options.seed, `partner ${place?.epoch}`, item));
      const partners = items.map(partner);
      const empty = Array.from({ length: rows - items.length }, () => Int32Array.of(special.pad));
      const dressed = [
        ...items.map((item) => dress(item, "hide", place)),
        ...empty,
        ...partners.map((item) => dress(item, "hide partner", place)),
      ];
      const { feeds, ...batch } = feedTokens(dressed, 2 * rows, lengths, special.pad);
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
      const [first, second]: Float32Array[][] = [[], []];
      await scoreItems(itemsOf(validation), score, (items, { outputs, embeddings }, { form }) => {
        const width = embeddings!.length / form["rows"]!;
        const vector = (row: number) => embeddings!.slice(row * width, (row + 1) * width);
        for (const [row, item] of items.entries()) {
          scores[item] = aiLogOdds({ definition: head }, outputs![row]!);
          first![item] = vector(row);
          second![item] = vector(row + form["rows"]! / 2);
        }
      });
      const { labels, files, tasks } = validation;
      return { ...validationMetrics({ scores, labels, files }), ...pairMetrics(first!, second!, tasks) };
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
