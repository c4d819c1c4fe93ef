import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Anatomy } from "../anatomy.ts";
import { parseCheckpointAs } from "../checkpoint.ts";
import { checkMarks, encoderCheckpointSchema, type EncoderCheckpoint } from "../encoder-checkpoint.ts";
import { aiLogOdds, applyHead, decodeHead, type Head } from "../encoder-head.ts";
import { createReadingTokenizer, type ReadingTokens } from "../reading-tokens.ts";
import { readings } from "../reading/index.ts";
import type { TokenAttribution } from "../token-attribution.ts";
import { createScoreHead } from "../token-attribution/score-head.ts";
import { cutWindows, type TokenWindow } from "../window.ts";
import { windowIds } from "../window/window-ids.ts";
import { readEncoderFolder } from "./encoder/read-encoder-folder.ts";
import { loadEncoder } from "./load-encoder.ts";
import { loadTokenizer } from "./load-tokenizer.ts";
import { openTokenExplainer, type TokenExplainer } from "./open-token-explainer.ts";

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
  /** Shares the mean of the scores out among the tokens of the text, in floats: it may differ a little from {@link score}. */
  readonly explain: (
    text: string,
    reading: NeuralReading,
    onProgress?: (done: number, total: number) => void,
  ) => Promise<TokenAttribution>;
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
  let explainer: Promise<TokenExplainer> | undefined;
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
    explain: async (text, read, onProgress) => {
      explainer ??= openExplainer(folder, head, threads);
      return (await explainer).explainTokens({ text, ...read }, { onProgress });
    },
    close: async () => {
      await encoder.close();
      await (await explainer)?.close();
    },
  };
}

async function openExplainer(
  folder: string,
  { definition: form, tensors }: Head,
  threads: number,
): Promise<TokenExplainer> {
  const { definition, weights, tokenizer } = await readEncoderFolder(folder);
  const headWeights = new Map(Object.entries(tensors).map(([name, tensor]) => [`head.${name}`, tensor]));
  return openTokenExplainer(
    { definition, weights, special: tokenizer.special, head: createScoreHead(form), headWeights },
    { threads },
  );
}
