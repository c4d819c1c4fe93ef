import type { EncoderDefinition } from "../encoder.ts";
import { inFloats, type StoredTensor } from "../encoder/int8-rows.ts";
import { writeOnnx } from "../graph/write-onnx.ts";
import type { Tensor } from "../tensor.ts";
import type { BaselineId, TokenAttribution } from "../token-attribution.ts";
import { attributeText, type AttributedText } from "../token-attribution/attribute-text.ts";
import { createAttributionGraph } from "../token-attribution/attribution-graph.ts";
import type { EvaluatedPoint, PathLimits, PathPoint } from "../token-attribution/integrate-paths.ts";
import type { ScoreHead } from "../token-attribution/score-head.ts";
import { tokensPerBatch } from "../token-attribution/tokens-per-batch.ts";
import type { SpecialTokens } from "../tokenizer.ts";
import { countAround } from "../window/window-ids.ts";
import { inMemory } from "./onnx/in-memory.ts";
import { openSession } from "./onnx/open-session.ts";
import type { OnnxTensors, SessionOptions } from "./onnx/session.ts";

/** An encoder with its head, as it is explained. */
export interface ExplainedModel {
  readonly definition: EncoderDefinition;
  /**
   * By the names of `expectedWeights`. Those in 8 bits are taken as the floats that they stand for; activations are not
   * rounded here, so the score can differ a little from that of the encoder in int8.
   */
  readonly weights: ReadonlyMap<string, StoredTensor>;
  readonly special: SpecialTokens;
  readonly head: ScoreHead;
  /** float32, by the names that the head asks for. */
  readonly headWeights: ReadonlyMap<string, Tensor>;
}

export interface ExplainTokensOptions {
  /** "pad" by default: with it paths close in half as many steps. */
  readonly baseline?: BaselineId | undefined;
  /** Into how many steps a path is cut at first. 16 by default. */
  readonly steps?: number | undefined;
  /** Steps are doubled up to so many, while the contributions miss too much. 256 by default. */
  readonly mostSteps?: number | undefined;
  /** What contributions may miss, as a share of the change of the score. 0.01 by default. */
  readonly tolerance?: number | undefined;
  /** Stops at once with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told after every batch: points of paths done, and how many there are if no path needs more steps. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Explains texts, each run in a thread of its own. Must be closed. */
export interface TokenExplainer {
  /** @throws when the text has no tokens, or the tokenizer lacks the baseline's token; or the signal's reason */
  readonly explainTokens: (file: AttributedText, options?: ExplainTokensOptions) => Promise<TokenAttribution>;
  readonly close: () => Promise<void>;
}

/**
 * Builds and loads the attribution graph of a model.
 * @throws when a weight is missing or has another shape, or onnxruntime cannot be loaded
 */
export async function openTokenExplainer(
  { definition, weights, special, head, headWeights }: ExplainedModel,
  options: SessionOptions = {},
): Promise<TokenExplainer> {
  const { graph, outputs } = createAttributionGraph(definition, head);
  const floats = [...weights].map(([name, tensor]) => [name, inFloats(tensor)] as const);
  const model = writeOnnx(graph, { outputs, weights: new Map([...floats, ...headWeights]) });
  const session = await openSession(inMemory(model), options);
  return {
    explainTokens: async (file, asked = {}) => {
      const { baseline = "pad", steps = 16, mostSteps = 256, tolerance = 0.01, signal, onProgress } = asked;
      const evaluate = async (points: readonly PathPoint[]): Promise<EvaluatedPoint[]> =>
        readPoints(await session.run(feedPoints(points, special.pad), { signal }), points);
      const longest = checkLengths(file, special, definition);
      const limits = { steps, mostSteps, tolerance, onProgress, tokensPerBatch: tokensPerBatch(definition, longest) };
      checkOptions(limits);
      return attributeText(file, special, evaluate, { baseline, ...limits });
    },
    close: session.close,
  };
}

function checkOptions({ steps, mostSteps, tolerance }: PathLimits): void {
  for (const [name, value] of Object.entries({ steps, mostSteps }))
    if (!Number.isInteger(value) || value < 1 || value > 4096)
      throw new RangeError(`${name} is ${value}; a path is cut into 1 to 4096 steps.`);
  if (!(tolerance >= 0)) throw new RangeError(`tolerance is ${tolerance}; give a share from 0, as 0.01.`);
}

/** @returns how many tokens the longest window has, special ones among them; 0 without windows */
function checkLengths(
  { windows }: AttributedText,
  special: SpecialTokens,
  { family, maxTokens }: EncoderDefinition,
): number {
  const longest = windows.reduce((most, { start, end }) => Math.max(most, end - start + countAround(special)), 0);
  // T5 has no table of positions, and takes any length.
  if (longest > maxTokens && family !== "t5")
    throw new RangeError(
      `A window has ${longest} tokens with the special ones, and the encoder takes at most ${maxTokens}: cut the text with cutWindows.`,
    );
  return longest;
}

/** Rows are filled up with padding that stays as it is, and that the mask hides. */
function feedPoints(points: readonly PathPoint[], pad: number): OnnxTensors {
  const longest = Math.max(...points.map(({ path }) => path.ids.length));
  const shape = [points.length, longest];
  const size = points.length * longest;
  const [ids, baseline] = [new BigInt64Array(size).fill(BigInt(pad)), new BigInt64Array(size).fill(BigInt(pad))];
  const mask = new BigInt64Array(size);
  for (const [row, { path }] of points.entries())
    for (const [at, id] of path.ids.entries()) {
      ids[row * longest + at] = BigInt(id);
      baseline[row * longest + at] = BigInt(path.baseline[at]!);
      mask[row * longest + at] = 1n;
    }
  return {
    input_ids: { type: "int64", shape, data: ids },
    attention_mask: { type: "int64", shape, data: mask },
    baseline_ids: { type: "int64", shape, data: baseline },
    alpha: { type: "float32", shape: [points.length], data: Float32Array.from(points, ({ alpha }) => alpha) },
  };
}

function readPoints({ score, slopes }: OnnxTensors, points: readonly PathPoint[]): EvaluatedPoint[] {
  const width = slopes!.shape[1]!;
  const all = slopes!.data as Float32Array;
  return points.map(({ path }, row) => ({
    score: Number(score!.data[row]!),
    slopes: all.slice(row * width, row * width + path.ids.length),
  }));
}
