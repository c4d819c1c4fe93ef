import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Precision } from "../../encoder/encoder-graph.ts";
import { storeWeights } from "../../encoder/store-weights.ts";
import { encodeTensors } from "../../tensor-file.ts";
import { readEncoderFolder } from "./read-encoder-folder.ts";

/** What goes along with the weights: sizes, tokenizer, how it was trained to be used, and on which terms it is given. */
const alongside = /(\.json|^merges\.txt|^vocab\.txt|\.md|^(licen[cs]e|notice|copying)(\..*)?)$/i;
const weightIndex = /\.index\.json$/;
const poolingFolder = "1_Pooling";

/**
 * Writes an encoder as a checkpoint folder in Hugging Face's layout, with its weights in model.safetensors. In 8 bits, a
 * matrix `name` is I8 [rows, width], and `name.scale` F32 [rows] stands beside it: the weight is their product, row by row.
 * Heads and decoders of the checkpoint are left out.
 * @returns how many bytes the weights have
 * @throws when the folder is no encoder's, or the target is there already; nothing is left behind then
 */
export async function exportFolder(folder: string, target: string, precision: Precision): Promise<number> {
  if (await stat(target).catch(() => undefined))
    throw new Error(`${target} is there already. Name a folder that is not, or remove it`);
  const { definition, weights } = await readEncoderFolder(folder);
  const bytes = encodeTensors(storeWeights(definition, weights, precision), { format: "pt" });
  const scratch = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  await mkdir(scratch, { recursive: true });
  try {
    await copyAlongside(folder, scratch);
    await copyAlongside(join(folder, poolingFolder), join(scratch, poolingFolder));
    await writeFile(join(scratch, "model.safetensors"), bytes, { flush: true });
    await rename(scratch, target);
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    throw error;
  }
  return bytes.length;
}

async function copyAlongside(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch(() => []);
  const wanted = names.filter((name) => alongside.test(name) && !weightIndex.test(name));
  if (wanted.length > 0) await mkdir(to, { recursive: true });
  for (const name of wanted) await copyFile(join(from, name), join(to, name));
}
