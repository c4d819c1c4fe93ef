import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeTensors } from "whowrote/tensor-file";
import type { Tensors } from "whowrote/tensor";
import { readEncoderFolder } from "whowrote/node/encoder/read-encoder-folder";
import { loadTokenizer } from "whowrote/node/load-tokenizer";
import { choosePieces, keepPieces, wordPieceSchema } from "./word-pieces.ts";

export interface EncoderCut {
  /** Layers to keep, by number, in order. */
  readonly layers: readonly number[];
  /** Most entries of the vocabulary. */
  readonly words: number;
  /** Most tokens of a window. */
  readonly positions: number;
}

const wordsName = "embeddings.word_embeddings.weight";
const positionsName = "embeddings.position_embeddings.weight";
const layerName = /^encoder\.layer\.(\d+)\./;
const terms = ["LICENSE", "NOTICE"];

/**
 * Writes a smaller encoder of a BERT with WordPiece in floats: some of its layers (as in Sun et al. 2019, patient distillation,
 * section 3, a student begins with some of its teacher's), and the part of its vocabulary that `texts` use most.
 * @throws when the model is of another family, or is in 8 bits
 */
export async function cutEncoder(
  folder: string,
  out: string,
  texts: Iterable<string>,
  { layers, words, positions }: EncoderCut,
): Promise<void> {
  const config = JSON.parse(await readFile(join(folder, "config.json"), "utf8")) as Record<string, unknown>;
  if (config["model_type"] !== "bert")
    throw new Error(`${folder} is of type ${String(config["model_type"])}: only bert can be cut.`);
  const { weights } = await readEncoderFolder(folder);
  const tokenizer = await loadTokenizer(folder);
  const whole = wordPieceSchema.parse(JSON.parse(await readFile(join(folder, "tokenizer.json"), "utf8")));
  const counts = new Uint32Array(tokenizer.vocabularySize);
  for (const text of texts) for (const id of tokenizer.encode(text).ids) counts[id]!++;
  const kept = choosePieces(whole, counts, words);

  const places = new Map(layers.map((layer, at) => [layer, at]));
  const tensors: Record<string, Tensors[string]> = {};
  for (const [name, stored] of weights) {
    if (!(stored.data instanceof Float32Array)) throw new Error(`${folder} is in 8 bits. Name the model in floats.`);
    const layer = layerName.exec(name)?.[1];
    const place = layer === undefined ? undefined : places.get(Number(layer));
    if (layer !== undefined && place === undefined) continue;
    const rows = name === wordsName ? kept : name === positionsName ? firstRows(positions) : undefined;
    const { shape, data } = stored;
    tensors[layer === undefined ? name : name.replace(layerName, `encoder.layer.${place}.`)] = rows
      ? takeRows(data, shape[1]!, rows)
      : { shape, data };
  }
  const smaller = {
    ...config,
    vocab_size: kept.length,
    num_hidden_layers: layers.length,
    max_position_embeddings: positions,
    pad_token_id: kept.indexOf(tokenizer.special.pad),
  };
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "config.json"), `${JSON.stringify(smaller, null, 1)}\n`);
  await writeFile(join(out, "tokenizer.json"), `${JSON.stringify(keepPieces(whole, kept))}\n`);
  await writeFile(join(out, "model.safetensors"), encodeTensors(tensors, { format: "pt" }));
  for (const file of ["tokenizer_config.json", "special_tokens_map.json", ...terms])
    await copyFile(join(folder, file), join(out, file)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    });
}

const firstRows = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

function takeRows(data: Float32Array, width: number, rows: readonly number[]): Tensors[string] {
  const taken = new Float32Array(rows.length * width);
  for (const [at, row] of rows.entries()) taken.set(data.subarray(row * width, (row + 1) * width), at * width);
  return { shape: [rows.length, width], data: taken };
}
