import type { EncoderDefinition } from "../../encoder.ts";
import type { Pooling } from "../../encoder/pooling.ts";
import type { Precision } from "../../encoder/encoder-graph.ts";

export interface EncodeOptions {
  /** Stops between two batches, and gives up the one that is computed. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch. */
  readonly onProgress?: ((done: { readonly windows: number; readonly of: number }) => void) | undefined;
}

/** A text as an encoder reads it: token ids, special ones included, one array for each window. */
export interface CutText {
  readonly windows: readonly Int32Array[];
  /** Of the text, special ones not counted. */
  readonly tokens: number;
  /** Some of its windows are left out: it has more than are read. */
  readonly isThinned: boolean;
}

/** Turns code into vectors. Must be closed. */
export interface CodeEncoder {
  readonly folder: string;
  readonly definition: EncoderDefinition;
  readonly precision: Precision;
  readonly pooling: Pooling;
  /** Length of a window, special tokens included. */
  readonly maxTokens: number;
  /** @throws {NoTokensError} when nothing of the text is a token: it is empty, or blanks only */
  readonly cut: (text: string) => CutText;
  /** One vector [hiddenSize] for each window, as it is pooled, in their order. */
  readonly encodeWindows: (windows: readonly Int32Array[], options?: EncodeOptions) => Promise<Float32Array[]>;
  /** One vector [hiddenSize] for each text: the mean over its windows, of length 1 unless asked otherwise. */
  readonly encodeCut: (texts: readonly CutText[], options?: EncodeOptions) => Promise<Float32Array[]>;
  /** {@link encodeCut} of what {@link cut} makes of the texts. */
  readonly encode: (texts: readonly string[], options?: EncodeOptions) => Promise<Float32Array[]>;
  /** Gives up what is being computed. */
  readonly close: () => Promise<void>;
}

/** A text without tokens has no vector. */
export class NoTokensError extends Error {
  override readonly name = "NoTokensError";
}
