import type { EncoderDefinition } from "../encoder.ts";

/** More at once is no faster (6 x 384 on two cores: 384 tokens took 1.2 times as long as 1,024, 3,300 the same). */
const most = 1024;
const memory = 512 * 2 ** 20;

/**
 * How many tokens may go through an attribution graph at once within half a gigabyte beside the weights. One window goes
 * alone if it needs more.
 * @param longest tokens of the longest window
 */
export function tokensPerBatch(
  { layers, hiddenSize, feedForwardSize, heads }: EncoderDefinition,
  longest: number,
): number {
  // What the backward pass needs of the forward pass. The factors are fitted to the peak memory of onnxruntime 1.30: 310 KB
  // a token of 192 at 6 x 384, and 1,350 KB a token of 512 at 12 x 768.
  const numbers = layers * (8 * hiddenSize + 3.3 * feedForwardSize + 2 * heads * longest);
  return Math.max(1, Math.min(most, Math.floor(memory / (4 * numbers))));
}
