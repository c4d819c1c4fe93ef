import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { loadEncoder } from "whowrote/node/load-encoder";
import type { CodeEncoder } from "whowrote/node/encoder/code-encoder";
import { hashFile } from "whowrote/node/hash-file";
import { cacheKey, openTensorCache } from "../../tensor-cache.ts";
import { StoppedError } from "../run/run-training.ts";

export interface EmbeddingPlan {
  readonly modelFolder: string;
  readonly cacheFolder: string;
  readonly pooling: "mean" | "cls" | "max";
  /** What the encoder chooses when left out. */
  readonly windowTokens?: number | undefined;
  readonly windowsPerFile: number;
  readonly threads: number;
}

/** The windows of some texts as vectors. */
export interface Embeddings {
  /** [windows, width], row-major. */
  readonly vectors: Float32Array;
  readonly width: number;
  /** Which text a window is of. */
  readonly texts: Int32Array;
  /** Of the encoder: its weights and its config. */
  readonly encoder: string;
}

const textsPerPiece = 256;

/**
 * Puts texts through an encoder once; what was done is kept, piece by piece, so that a run that was stopped goes on and the
 * next head on the same texts begins at once.
 */
export async function embedTexts(
  texts: readonly string[],
  plan: EmbeddingPlan,
  hooks: { readonly onText: (done: number) => void; readonly shouldStop: () => boolean },
): Promise<Embeddings> {
  const { modelFolder, cacheFolder, pooling, windowTokens, windowsPerFile, threads } = plan;
  const encoderId = await fingerprintEncoder(modelFolder);
  const cache = await openTensorCache(cacheFolder);
  let encoder: CodeEncoder | undefined;
  const pieces: { readonly vectors: Float32Array; readonly texts: Int32Array }[] = [];
  try {
    for (let from = 0; from < texts.length; from += textsPerPiece) {
      if (hooks.shouldStop())
        throw new StoppedError(`Stopped after ${from} files were embedded; the same command goes on.`);
      const piece = texts.slice(from, from + textsPerPiece);
      const key = cacheKey("embeddings", encoderId, pooling, windowTokens ?? 0, windowsPerFile, piece);
      const there = await cache.read(key);
      if (!there) {
        encoder ??= await loadEncoder(modelFolder, {
          ...{ pooling, threads, maxTokens: windowTokens, maxWindows: windowsPerFile },
        });
        const embedded = await embedPiece(piece, encoder);
        await cache.write(key, {
          vectors: { shape: [embedded.texts.length, encoder.definition.hiddenSize], data: embedded.vectors },
          texts: { shape: [embedded.texts.length], data: embedded.texts },
        });
        pieces.push({ ...embedded, texts: embedded.texts.map((text) => text + from) });
      } else
        pieces.push({
          vectors: there["vectors"]!.data as Float32Array,
          texts: (there["texts"]!.data as Int32Array).map((text) => text + from),
        });
      hooks.onText(Math.min(texts.length, from + textsPerPiece));
    }
  } finally {
    await encoder?.close();
  }
  return { ...joinPieces(pieces), encoder: encoderId };
}

async function embedPiece(texts: readonly string[], encoder: CodeEncoder) {
  const windows: Int32Array[] = [];
  const owners: number[] = [];
  for (const [at, text] of texts.entries()) {
    // A file that holds blanks only has nothing to read.
    if (text.trim() === "") continue;
    for (const window of encoder.cut(text).windows) {
      windows.push(window);
      owners.push(at);
    }
  }
  const encoded = await encoder.encodeWindows(windows);
  const width = encoder.definition.hiddenSize;
  const vectors = new Float32Array(encoded.length * width);
  for (const [row, vector] of encoded.entries()) vectors.set(vector, row * width);
  return { vectors, texts: Int32Array.from(owners) };
}

function joinPieces(pieces: readonly { readonly vectors: Float32Array; readonly texts: Int32Array }[]) {
  const rows = pieces.reduce((sum, { texts }) => sum + texts.length, 0);
  const numbers = pieces.reduce((sum, { vectors }) => sum + vectors.length, 0);
  const vectors = new Float32Array(numbers);
  const texts = new Int32Array(rows);
  let [row, number] = [0, 0];
  for (const piece of pieces) {
    vectors.set(piece.vectors, number);
    texts.set(piece.texts, row);
    number += piece.vectors.length;
    row += piece.texts.length;
  }
  return { vectors, texts, width: rows === 0 ? 0 : numbers / rows };
}

/** Changes with everything in a folder that decides what the encoder gives. */
async function fingerprintEncoder(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => /\.(json|safetensors|bin|txt)$/.test(file)).sort();
  const decisive = files.filter((file) => !/^(head|other|training_history)\./.test(file));
  const hashes: string[] = [];
  for (const file of decisive) hashes.push(`${file} ${await hashFile(join(folder, file))}`);
  return cacheKey(...hashes);
}
