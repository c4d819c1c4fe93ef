import { setImmediate } from "node:timers/promises";
import { createEncoderGraph, type Precision } from "../encoder/encoder-graph.ts";
import { isInt8 } from "../encoder/int8-rows.ts";
import type { Pooling } from "../encoder/pooling.ts";
import { writeOnnx } from "../graph/write-onnx.ts";
import type { Tokenizer } from "../tokenizer.ts";
import { cutWindows } from "../window.ts";
import { findLineStarts } from "../window/line-starts.ts";
import { countAround, windowIds } from "../window/window-ids.ts";
import { NoTokensError, type CodeEncoder, type CutText, type EncodeOptions } from "./encoder/code-encoder.ts";
import { encodeWindows } from "./encoder/encode-windows.ts";
import { readEncoderFolder, type EncoderFolder } from "./encoder/read-encoder-folder.ts";
import { inMemory } from "./onnx/in-memory.ts";
import { openSession } from "./onnx/open-session.ts";

export interface EncoderOptions {
  /** Threads that share the work. All cores when left out; give 1 where several encoders work at a time. */
  readonly threads?: number | undefined;
  /** As the weights are stored when left out. */
  readonly precision?: Precision | undefined;
  /** What the folder says when left out, else the mean. */
  readonly pooling?: Pooling | undefined;
  /** Makes the vectors of texts 1 long. True when left out. */
  readonly normalize?: boolean | undefined;
  /** Length of a window, special tokens included. What the folder says when left out, else what the model takes, up to 512. */
  readonly maxTokens?: number | undefined;
  /** Of a longer text so many windows are read, evenly spread. 64 when left out. */
  readonly maxWindows?: number | undefined;
}

/** Encoders that take thousands of tokens need memory that grows with the square of a window. */
const usualMaxTokens = 512;
const usualMaxWindows = 64;
/** Share of a window that the next one repeats. */
const overlapShare = 1 / 8;

/**
 * Loads the encoder of a checkpoint folder into a thread of its own.
 * @param folder see `resolveModelFolder` for names
 * @throws when the folder is damaged or its parts do not fit together, an option does not fit it, or onnxruntime is missing
 */
export async function loadEncoder(folder: string, options: EncoderOptions = {}): Promise<CodeEncoder> {
  const parts = await readEncoderFolder(folder);
  const { definition, tokenizer, habits, weights } = parts;
  const maxTokens = chooseMaxTokens(parts, options.maxTokens);
  const pooling = options.pooling ?? habits.pooling ?? "mean";
  const precision = options.precision ?? ([...weights.values()].some(isInt8) ? "int8" : "float32");
  const { graph, vectors, parameters } = createEncoderGraph(definition, weights, {
    precision,
    pooling,
    attention: "fast",
  });
  const model = writeOnnx(graph, { outputs: { vectors }, weights: parameters });
  const session = await openSession(inMemory(model), { threads: options.threads });

  const cut = createCutter(tokenizer, maxTokens, options.maxWindows ?? usualMaxWindows);
  const encode = (windows: readonly Int32Array[], how?: EncodeOptions): Promise<Float32Array[]> =>
    encodeWindows(session, windows, tokenizer.special.pad, how);
  const encodeCut = async (texts: readonly CutText[], how?: EncodeOptions): Promise<Float32Array[]> => {
    const all = texts.flatMap(({ windows }) => windows);
    const encoded = (await encode(all, how)).values();
    return texts.map(({ windows }) => {
      const mean = meanOf(encoded.take(windows.length).toArray());
      return options.normalize === false ? mean : normalized(mean);
    });
  };
  return {
    folder,
    definition,
    precision,
    pooling,
    maxTokens,
    cut,
    encodeWindows: encode,
    encodeCut,
    encode: async (texts, how) => {
      const pieces: CutText[] = [];
      for (const text of texts) {
        how?.signal?.throwIfAborted();
        pieces.push(cut(text));
        // Cutting a long text takes a second: whoever waits for this thread gets a turn in between.
        await setImmediate();
      }
      return encodeCut(pieces, how);
    },
    close: session.close,
  };
}

function chooseMaxTokens({ definition, habits, tokenizer, folder }: EncoderFolder, asked: number | undefined): number {
  const { maxTokens: most, family } = definition;
  if (asked === undefined) return Math.min(habits.maxTokens ?? usualMaxTokens, most);
  // T5 has no table of positions, and takes any length.
  if (asked > most && family !== "t5")
    throw new RangeError(
      `The encoder in ${folder} takes at most ${most} tokens, and a window of ${asked} was asked for.`,
    );
  const fewest = countAround(tokenizer.special) + 1;
  if (asked < fewest)
    throw new RangeError(`A window of ${asked} tokens has no room for text; give at least ${fewest}.`);
  return asked;
}

function createCutter(tokenizer: Tokenizer, maxTokens: number, most: number): CodeEncoder["cut"] {
  const { special } = tokenizer;
  const options = {
    tokens: maxTokens,
    specialTokens: countAround(special),
    overlap: { tokens: Math.floor((maxTokens - countAround(special)) * overlapShare) },
  };
  return (text) => {
    const tokenized = tokenizer.encode(text);
    const tokens = tokenized.ids.length;
    if (tokens === 0) throw new NoTokensError("The text has no tokens: it is empty, or blanks only");
    const lineStarts = findLineStarts(text, tokenized);
    const read = cutWindows(tokens, lineStarts, { ...options, most });
    return {
      windows: read.map((window) => windowIds(tokenized.ids, window, special)),
      tokens,
      isThinned: read.length === most && cutWindows(tokens, lineStarts, options).length > most,
    };
  };
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) for (const [at, value] of vector.entries()) sum[at]! += value;
  return Float32Array.from(sum, (value) => value / vectors.length);
}

/** Of length 1; zeros stay zeros. */
function normalized(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
