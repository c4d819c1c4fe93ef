import { basename, dirname, join } from "node:path";
import { createEncoderGraph, type Precision } from "../../encoder/encoder-graph.ts";
import type { Pooling } from "../../encoder/pooling.ts";
import type { ExternalData } from "../../graph/external-data.ts";
import { l2Normalize } from "../../graph/operator/normalization.ts";
import { inStandardOperators } from "../../graph/standard-operators.ts";
import { writeOnnx } from "../../graph/write-onnx.ts";
import { openAtomicFile } from "../write-atomically.ts";
import { readEncoderFolder } from "./read-encoder-folder.ts";

export interface ExportOptions {
  readonly precision: Precision;
  /** What the folder says when left out, else the mean. */
  readonly pooling?: Pooling | undefined;
  readonly normalize: boolean;
  /** Takes onnxruntime's own operators where they are faster; other runtimes cannot read the file then. */
  readonly isFused: boolean;
  /** Bytes of weights up to which there is no second file. As much as fits when left out. */
  readonly inlineLimit?: number | undefined;
}

/** What an export wrote. */
export interface ExportedModel {
  readonly bytes: number;
  /** A second file that belongs beside the first, because one cannot hold more than 2 GB. */
  readonly external?: string;
}

/**
 * Writes an encoder as an ONNX file. Inputs are `input_ids` and `attention_mask`, int64 [batch, tokens]; outputs are
 * `last_hidden_state`, float32 [batch, tokens, width], and `sentence_embedding`, float32 [batch, width], the names that
 * exports of the package sentence-transformers have.
 * @throws when the folder is no encoder's, or the file cannot be written; nothing is left behind then
 */
export async function exportOnnx(folder: string, file: string, options: ExportOptions): Promise<ExportedModel> {
  const { precision, normalize, isFused, inlineLimit } = options;
  const { definition, weights, habits } = await readEncoderFolder(folder);
  const encoder = createEncoderGraph(definition, weights, {
    precision,
    pooling: options.pooling ?? habits.pooling ?? "mean",
    attention: isFused ? "fast" : "plain",
  });
  const outputs = {
    last_hidden_state: encoder.states,
    sentence_embedding: normalize ? l2Normalize(encoder.vectors) : encoder.vectors,
  };
  const written = isFused ? { graph: encoder.graph, values: outputs } : inStandardOperators(encoder.graph, outputs);
  const externalFile = `${basename(file)}.data`;
  const { model, external } = writeOnnx(written.graph, {
    outputs: written.values,
    weights: encoder.parameters,
    externalFile,
    ...(inlineLimit !== undefined && { inlineLimit }),
  });
  // The model names the other file, so that one is in place first.
  if (external) await writeFileAtomically(join(dirname(file), externalFile), contentOf(external));
  await writeFileAtomically(file, [model]);
  return {
    bytes: model.length + (external?.byteLength ?? 0),
    ...(external && { external: join(dirname(file), externalFile) }),
  };
}

function* contentOf({ parts }: ExternalData): Generator<Uint8Array, void> {
  let end = 0;
  for (const { offset, bytes } of parts) {
    yield new Uint8Array(offset - end);
    yield bytes;
    end = offset + bytes.length;
  }
}

async function writeFileAtomically(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const file = await openAtomicFile(path);
  try {
    for (const piece of pieces) await file.write(piece);
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}
