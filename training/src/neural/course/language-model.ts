import type { Course } from "../course.ts";
import { planCourse, scoreItems, type BatchPart } from "./batch-course.ts";
import { feedTokens, lengthsOf, specialIds, type EncoderData } from "../data/encoder-data.ts";
import { floats, integers, type Batch } from "../feeds.ts";
import { maskForGuessing, type HiddenToken } from "../data/mask-tokens.ts";
import type { EncoderOptions } from "../options.ts";
import { randomAt } from "../step-seed.ts";
import { countWindows, framedLength, framedWindow, type TokenWindows } from "../data/token-windows.ts";

/** Windows with hidden tokens. Validation windows hide the same tokens every time. */
export function languageModelCourse(
  data: EncoderData,
  options: EncoderOptions & { readonly rowsPerPass: number },
): Course {
  const { special, training, validation, vocabularySize } = data;
  if (special.mask === undefined)
    throw new Error("The tokenizer has no mask token, which masked-language modelling needs. Take another tokenizer.");
  const vocabulary = { size: vocabularySize, mask: special.mask, special: specialIds(data) };
  const lengths = lengthsOf(data, options.buckets);
  const masked = options.masked ?? 0.15;
  const hide = (windows: TokenWindows, item: number, place: BatchPart["place"]) => {
    const ids = framedWindow(windows, item, special);
    const random = place
      ? randomAt(options.seed, `mask ${place.epoch}`, item)
      : randomAt(options.seed, "validation", item);
    return { ids, hidden: maskForGuessing(ids, masked, vocabulary, random) };
  };
  const make =
    (windows: TokenWindows) =>
    ({ items, rows, itemsOfStep, place }: BatchPart): Batch => {
      const parts = items.map((item) => hide(windows, item, place));
      const { form, feeds, size } = feedTokens(
        parts.map(({ ids }) => ids),
        rows,
        lengths,
        special.pad,
      );
      const guesses = mostGuesses(rows, form.tokens, masked);
      // Parts of a step have to know of each other how many guesses there are in all.
      const total =
        items.length === itemsOfStep.length
          ? countGuesses(parts)
          : countGuesses(itemsOfStep.map((item) => hide(windows, item, place)));
      return {
        form: { ...form, guesses },
        feeds: { ...feeds, ...feedGuesses(parts, form.tokens, guesses, total) },
        size,
      };
    };
  const itemsOf = (windows: TokenWindows) => ({
    batch: options.batch,
    rowsPerPass: options.rowsPerPass,
    count: countWindows(windows),
    lengthOf: (window: number) => framedLength(windows, window, special),
    make: make(windows),
  });
  return {
    ...planCourse({ ...itemsOf(training), seed: options.seed, shuffle: !data.isOrdered }),
    evaluate: async (score) => {
      let [sum, windows] = [0, 0];
      await scoreItems(itemsOf(validation), score, (items, { loss }) => {
        sum += loss![0]! * items.length;
        windows += items.length;
      });
      return { loss: sum / windows };
    },
    quality: ({ loss }) => -loss!,
  };
}

interface HiddenWindow {
  readonly hidden: readonly HiddenToken[];
}

/** Far more than are expected, so that hardly any is left out. */
function mostGuesses(rows: number, tokens: number, masked: number): number {
  return Math.min(rows * tokens, Math.ceil(rows * (tokens * masked * 1.1 + 2)));
}

function countGuesses(parts: readonly HiddenWindow[]): number {
  return parts.reduce((sum, { hidden }) => sum + hidden.length, 0);
}

function feedGuesses(parts: readonly HiddenWindow[], tokens: number, guesses: number, total: number) {
  const [places, hidden, weights] = [new Int32Array(guesses), new Int32Array(guesses), new Float32Array(guesses)];
  let next = 0;
  for (const [row, part] of parts.entries())
    for (const { at, id } of part.hidden) {
      if (next === guesses) break;
      places[next] = row * tokens + at;
      hidden[next] = id;
      weights[next++] = 1 / Math.max(1, total);
    }
  return { places: integers(places), hidden: integers(hidden), weights: floats(weights) };
}
