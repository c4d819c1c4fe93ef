import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Anatomy } from "../anatomy.ts";
import { parseCheckpointAs } from "../checkpoint.ts";
import { checkMarks, encoderCheckpointSchema, type EncoderCheckpoint } from "../encoder-checkpoint.ts";
import { aiLogOdds, applyHead, decodeHead } from "../encoder-head.ts";
import { createReadingTokenizer, type ReadingTokens } from "../reading-tokens.ts";
import { readings } from "../reading/index.ts";
import { cutWindows, type TokenWindow } from "../window.ts";
import { windowIds } from "../window/window-ids.ts";
import { loadEncoder } from "./load-encoder.ts";
import { loadTokenizer } from "./load-tokenizer.ts";

/** A file as the encoder reads it. */
export interface NeuralReading extends ReadingTokens {
  readonly windows: readonly TokenWindow[];
}

/** A released encoder with its head. Must be closed. */
export interface NeuralDetector {
  readonly checkpoint: EncoderCheckpoint;
  readonly read: (anatomy: Anatomy) => NeuralReading;
  /** Log-odds of "ai", one a window. */
  readonly score: (reading: NeuralReading) => Promise<Float32Array>;
  readonly close: () => Promise<void>;
}

/**
 * Loads an encoder that was trained to tell AI code.
 * @param threads that share the work of one file
 * @throws when the folder is damaged, or the encoder was trained on other marks than this code reads
 */
export async function openNeuralDetector(folder: string, threads: number): Promise<NeuralDetector> {
  const path = join(folder, "checkpoint.json");
  const checkpoint = parseCheckpointAs(encoderCheckpointSchema, await readFile(path, "utf8"), path);
  checkMarks(checkpoint);
  const headPath = join(folder, "head.safetensors");
  const head = decodeHead(await readFile(headPath), headPath);
  const tokenizer = await loadTokenizer(folder);
  const tokenize = createReadingTokenizer(tokenizer);
  const { pooling } = head.definition;
  const { windowTokens: tokens, mostWindows: most, reading } = checkpoint;
  const encoder = await loadEncoder(folder, { threads, pooling, normalize: false, maxTokens: tokens });
  return {
    checkpoint,
    read: (anatomy) => {
      const read = tokenize(readings[reading].read(anatomy));
      return { ...read, windows: cutWindows(read.ids.length, read.lineStarts, { tokens, most }) };
    },
    score: async ({ ids, windows }) => {
      const embeddings = await encoder.encodeWindows(
        windows.map((window) => windowIds(ids, window, tokenizer.special)),
      );
      return Float32Array.from(embeddings, (embedding) => aiLogOdds(head, applyHead(head, embedding)[0]!));
    },
    close: encoder.close,
  };
}

/** What a joined checkpoint knows its encoder by. */
export async function hashWeights(folder: string, file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(join(folder, file)))
    .digest("hex");
}
