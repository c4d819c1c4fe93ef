import type { TokenForm } from "../parameters/encoder-values.ts";
import { integers, type Feed } from "../feeds.ts";
import { bucketFor, lengthBuckets } from "./plan-batches.ts";
import { countWindows, framedLength, type FrameTokens, type TokenWindows } from "./token-windows.ts";

/** What an encoder is trained on. */
export interface EncoderData {
  readonly training: TokenWindows;
  readonly validation: TokenWindows;
  readonly vocabularySize: number;
  readonly special: FrameTokens & { readonly mask?: number | undefined };
  /** The windows' order is the order of training. */
  readonly isOrdered: boolean;
}

/** @throws when there is nothing to tell apart, or nothing that shows whether it can be */
export function checkBothLabels({ training, validation }: EncoderData): void {
  for (const [name, { labels }] of Object.entries({ "learned from": training, "validated on": validation })) {
    const ais = labels.filter((label) => label >= 0.5).length;
    if (ais === 0 || ais === labels.length)
      throw new Error(
        `Of ${labels.length} windows that are ${name}, ${ais} are by AI and ${labels.length - ais} by people; both are needed. Give more data, or another share to validate on.`,
      );
  }
}

/** The lengths that graphs are made for: the same for training and validation. */
export function lengthsOf({ training, validation, special }: EncoderData, buckets: number): number[] {
  let longest = 1;
  for (const windows of [training, validation])
    for (let at = 0; at < countWindows(windows); at++) longest = Math.max(longest, framedLength(windows, at, special));
  return lengthBuckets(longest, buckets);
}

/** What of a vocabulary is never hidden and never put in. */
export function specialIds({ special }: EncoderData): ReadonlySet<number> {
  return new Set(Object.values(special).filter((id) => id !== undefined));
}

/**
 * Rows of token ids filled up to a length that there is a graph for. Rows that are missing hold one padding token that is
 * not masked, so that every mean is defined; nothing may be learned from them.
 */
export function feedTokens(
  windows: readonly Int32Array[],
  rows: number,
  lengths: readonly number[],
  pad: number,
): { readonly form: TokenForm; readonly feeds: Readonly<Record<string, Feed>>; readonly size: number } {
  const tokens = bucketFor(lengths, Math.max(...windows.map(({ length }) => length)));
  const ids = new Int32Array(rows * tokens).fill(pad);
  const mask = new Uint8Array(rows * tokens);
  for (let row = 0; row < rows; row++) {
    const window = windows[row];
    if (window) ids.set(window, row * tokens);
    mask.fill(1, row * tokens, row * tokens + (window?.length ?? 1));
  }
  const shape = [rows, tokens];
  return {
    form: { rows, tokens },
    feeds: { input_ids: integers(ids, shape), attention_mask: integers(mask, shape) },
    size: windows.reduce((sum, { length }) => sum + length, 0),
  };
}
