import type { Course } from "../course.ts";
import { planCourse, scoreItems, type BatchPart } from "./batch-course.ts";
import { feedTargets } from "../loss/class-loss.ts";
import { checkBothLabels, feedTokens, lengthsOf, type EncoderData } from "../data/encoder-data.ts";
import { createWindowReader } from "../data/hide-windows.ts";
import type { Batch } from "../feeds.ts";
import { aiLogOdds, type HeadDefinition } from "whowrote/encoder-head";
import { labelWeights } from "../data/label-weights.ts";
import type { EncoderOptions } from "../options.ts";
import { countWindows, framedLength, type TokenWindows } from "../data/token-windows.ts";
import { validationMetrics } from "../metrics/validation-metrics.ts";

/** Windows with their labels; a share of their tokens is hidden, so that none of them alone decides. */
export function labelCourse(
  data: EncoderData,
  head: HeadDefinition,
  options: EncoderOptions & { readonly rowsPerPass: number },
): Course {
  const { special, training, validation } = data;
  checkBothLabels(data);
  const lengths = lengthsOf(data, options.buckets);
  const weightOf = labelWeights(training, options.classWeights);
  const make = (windows: TokenWindows) => {
    const read = createWindowReader(data, windows, options);
    return ({ items, rows, itemsOfStep, place }: BatchPart): Batch => {
      const framed = items.map((item) => read(item, "hide", place));
      const { feeds, ...batch } = feedTokens(framed, rows, lengths, special.pad);
      const total = itemsOfStep.reduce((sum, item) => sum + weightOf(windows.labels[item]!), 0);
      const targets = feedTargets(
        {
          targets: items.map((item) => [targetOf(head, windows.labels[item]!)]),
          weights: items.map((item) => weightOf(windows.labels[item]!) / total),
        },
        rows,
        place ? options.labelSmoothing : 0,
      );
      return { ...batch, feeds: { ...feeds, ...targets } };
    };
  };
  const plan = { batch: options.batch, rowsPerPass: options.rowsPerPass };
  const itemsOf = (windows: TokenWindows) => ({
    ...plan,
    count: countWindows(windows),
    lengthOf: (window: number) => framedLength(windows, window, special),
    make: make(windows),
  });
  return {
    ...planCourse({ ...itemsOf(training), seed: options.seed, shuffle: !data.isOrdered }),
    evaluate: async (score) => {
      const scores = new Float32Array(countWindows(validation));
      await scoreItems(itemsOf(validation), score, (items, { outputs }) => {
        for (const [row, item] of items.entries()) scores[item] = aiLogOdds({ definition: head }, outputs![row]!);
      });
      return validationMetrics({ scores, labels: validation.labels, files: validation.files });
    },
    quality: ({ auroc }) => auroc!,
  };
}

/** The probability of what a head with one output says. */
function targetOf({ outputs }: HeadDefinition, ai: number): number {
  return outputs[0] === "human" ? 1 - ai : ai;
}
