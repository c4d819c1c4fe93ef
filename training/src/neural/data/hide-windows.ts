import type { CoursePlace } from "../course.ts";
import type { EncoderOptions } from "../options.ts";
import { randomAt } from "../step-seed.ts";
import { specialIds, type EncoderData } from "./encoder-data.ts";
import { hideTokens } from "./mask-tokens.ts";
import { framedWindow, type TokenWindows } from "./token-windows.ts";

/** The ids of a window; other tokens of it are hidden for each purpose and in each epoch, and none in an evaluation. */
export type WindowReader = (item: number, purpose: string, place: CoursePlace | undefined) => Int32Array;

/** Hides a share of the tokens of what is learned from, so that none of them alone decides. */
export function createWindowReader(
  data: EncoderData,
  windows: TokenWindows,
  { masked = 0.05, seed }: EncoderOptions,
): WindowReader {
  const { special, vocabularySize: size } = data;
  const vocabulary = { size, mask: special.mask ?? special.pad, special: specialIds(data) };
  const share = special.mask === undefined ? 0 : masked;
  return (item, purpose, place) => {
    const ids = framedWindow(windows, item, special);
    if (place) hideTokens(ids, share, vocabulary, randomAt(seed, `${purpose} ${place.epoch}`, item));
    return ids;
  };
}
