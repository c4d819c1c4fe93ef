import { describeError } from "whowrote/node/describe-error";
import { NoTokensError, type CodeEncoder } from "whowrote/node/encoder/code-encoder";
import { loadEncoder } from "whowrote/node/load-encoder";
import type { Craft } from "./serve-orders.ts";

export interface EncoderSpec {
  readonly folder: string;
  /** That share the work. */
  readonly threads: number;
}

/** What the thread of the encoder can do. */
export const embedCraft: Craft<EncoderSpec, readonly string[], CodeEncoder, Float32Array[]> = {
  load: async ({ folder, threads }) => loadEncoder(folder, { threads }),
  unload: async (encoder) => encoder.close(),
  answer: async (texts, encoder, signal) => {
    if (encoder === undefined) throw new Error("No encoder is loaded; load one first.");
    return encoder.encode(texts, { signal });
  },
  explainFailure: (error) => {
    if (error instanceof NoTokensError) return { kind: "input", message: `${error.message}.` };
    return { kind: "defect", message: describeError(error) };
  },
};
