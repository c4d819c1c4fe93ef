import { z } from "zod";
import { decodeTensors, encodeTensors } from "./tensor-file.ts";
import type { Tensor, Tensors } from "./tensor.ts";

/** What a head is: `head` of the metadata of a head.safetensors. */
export const headSchema = z.strictObject({
  /** Width of the embedding it reads. */
  inSize: z.int().positive(),
  /** With one, a layer with ReLU stands between. */
  hiddenSize: z.int().positive().optional(),
  /** While training, before the last layer. */
  dropout: z.number().min(0).max(0.9),
  /** How the hidden states of a window's tokens become one embedding. */
  pooling: z.enum(["mean", "cls", "max"]),
  /**
   * How the windows of a file are judged together: by the mean or the highest of their log-odds, or by the log-odds of
   * the vector that gated attention makes of theirs, with so many hidden numbers. Left out: by the mean.
   */
  windows: z.union([z.enum(["mean", "max"]), z.strictObject({ attention: z.int().positive() })]).optional(),
  /**
   * What the outputs mean. One alone is the log-odds of what it names: "ai", or "human", and then the probability of AI
   * is 1 less the output's. Several are log-probabilities but for a constant: softmax.
   */
  outputs: z.array(z.string()).min(1),
  /** Fingerprint of the encoder that it was trained on. */
  encoder: z.string().optional(),
  /** Probability of AI above which a window's code is called AI; where it was trained that way. */
  threshold: z.number().min(0).max(1).optional(),
});

export type HeadDefinition = z.infer<typeof headSchema>;

/** A head with its learned numbers. */
export interface Head {
  readonly definition: HeadDefinition;
  /**
   * `weight` [outputs, in] and `bias`; with a hidden layer `hidden.weight` [hidden, in] and `hidden.bias` too; with
   * attention `attention.direction` and `attention.gate` [attention, in], and `attention.weight` [attention].
   */
  readonly tensors: Tensors;
}

/** The head that phase 3 of ESIcodeHub puts on CodeT5+ 770M: its one output says "human", and 0.77 is where "ai" begins. */
export function sigmoidHead(inSize: number): HeadDefinition {
  return { inSize, hiddenSize: 768, dropout: 0.2, pooling: "mean", outputs: ["human"], threshold: 0.77 };
}

/** The head that names one of some families on a frozen CodeT5+ 220M. */
export function familyHead(inSize: number, families: readonly string[]): HeadDefinition {
  return { inSize, hiddenSize: 256, dropout: 0.3, pooling: "mean", outputs: [...families] };
}

export function linearHead(inSize: number, dropout: number): HeadDefinition {
  return { inSize, dropout, pooling: "mean", outputs: ["ai"] };
}

/** Names and shapes of a head's weights. */
export function headWeights({
  inSize,
  hiddenSize,
  outputs,
  windows,
}: HeadDefinition): ReadonlyMap<string, readonly number[]> {
  const last = hiddenSize ?? inSize;
  const attention = typeof windows === "object" ? windows.attention : undefined;
  return new Map<string, readonly number[]>([
    ...(hiddenSize === undefined
      ? []
      : ([
          ["hidden.weight", [hiddenSize, inSize]],
          ["hidden.bias", [hiddenSize]],
        ] as const)),
    ["weight", [outputs.length, last]],
    ["bias", [outputs.length]],
    ...(attention === undefined
      ? []
      : ([
          ["attention.direction", [attention, inSize]],
          ["attention.gate", [attention, inSize]],
          ["attention.weight", [attention]],
        ] as const)),
  ]);
}

/** @throws when a weight is missing or of another shape */
export function encodeHead({ definition, tensors }: Head): Uint8Array {
  const chosen = [...headWeights(definition).keys()].map(
    (name) => [name, findWeight({ definition, tensors }, name)] as const,
  );
  return encodeTensors(Object.fromEntries(chosen), { head: JSON.stringify(definition) });
}

/**
 * Reads a head.safetensors. One without a definition is the linear head that says "ai", on the mean.
 * @throws when it is none, or its weights do not fit its definition
 */
export function decodeHead(bytes: Uint8Array, where: string): Head {
  const { tensors, metadata } = decodeTensors(bytes);
  const inSize = tensors["weight"]?.shape[1] ?? 0;
  let definition: HeadDefinition;
  try {
    definition = headSchema.parse(
      metadata["head"] === undefined ? linearHead(inSize, 0) : JSON.parse(metadata["head"]),
    );
  } catch (cause) {
    throw new Error(`${where} is not a head: its description cannot be read. Train it again.`, { cause });
  }
  const head = { definition, tensors };
  for (const name of headWeights(definition).keys()) findWeight(head, name);
  return head;
}

/** The raw outputs of a head for one embedding. */
export function applyHead(head: Head, embedding: Float32Array): Float32Array {
  if (head.definition.hiddenSize === undefined) return applyLinear(head, "", embedding);
  const hidden = applyLinear(head, "hidden.", embedding);
  return applyLinear(
    head,
    "",
    hidden.map((value) => Math.max(0, value)),
  );
}

/** Log-odds of "ai" of a head with one output. */
export function aiLogOdds({ definition: { outputs } }: Pick<Head, "definition">, output: number): number {
  return outputs[0] === "human" ? -output : output;
}

/** How a head judges a file: what `scoreFile` of window/pool-scores.ts takes. */
interface FileScorer {
  /** Log-odds of "ai" of one vector. */
  readonly score: (vector: Float32Array) => number;
  readonly windows: "mean" | "max" | Readonly<Record<"direction" | "gate" | "weight", Float32Array>>;
}

/** @throws when the head tells more than two classes apart: it gives no log-odds */
export function createFileScorer(head: Head): FileScorer {
  const { outputs, windows = "mean" } = head.definition;
  if (outputs.length !== 1)
    throw new Error(
      `The head tells ${outputs.join(", ")} apart, and has no log-odds of "ai". Train one that has: --kind binary or sigmoid.`,
    );
  const floats = (name: string): Float32Array => Float32Array.from(findWeight(head, `attention.${name}`).data);
  return {
    score: (vector) => aiLogOdds(head, applyHead(head, vector)[0]!),
    windows:
      typeof windows === "string"
        ? windows
        : { direction: floats("direction"), gate: floats("gate"), weight: floats("weight") },
  };
}

function applyLinear(head: Head, prefix: string, input: Float32Array): Float32Array {
  const weight = findWeight(head, `${prefix}weight`);
  const output = Float32Array.from(findWeight(head, `${prefix}bias`).data);
  const width = weight.shape[1]!;
  for (let row = 0; row < output.length; row++) {
    let sum = output[row]!;
    for (let at = 0; at < width; at++) sum += weight.data[row * width + at]! * input[at]!;
    output[row] = sum;
  }
  return output;
}

function findWeight({ definition, tensors }: Head, name: string): Tensor {
  const wanted = headWeights(definition).get(name)!;
  const tensor = tensors[name];
  if (!tensor || String(tensor.shape) !== String(wanted))
    throw new Error(
      `The head's weight "${name}" has shape [${tensor?.shape.join(", ") ?? "missing"}] instead of [${wanted.join(", ")}]. Train the head again, on this encoder.`,
    );
  return tensor;
}
