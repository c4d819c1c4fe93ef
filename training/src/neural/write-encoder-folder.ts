import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeTensors } from "whowrote/tensor-file";
import type { Tensors } from "whowrote/tensor";
import { encodeHead, type HeadDefinition } from "whowrote/encoder-head";
import { headPrefix } from "./parameters/head-values.ts";
import { replaceFolder } from "./run/replace-folder.ts";
import type { HistoryEntry } from "./training-history.ts";

export interface TrainedEncoder {
  /** Content of config.json. */
  readonly config: string;
  /** All that was learned, by name. */
  readonly tensors: Tensors;
  /** Which of them are the encoder's. */
  readonly encoderNames: readonly string[];
  readonly head?: HeadDefinition | undefined;
  readonly history: readonly HistoryEntry[];
  /** Longest window that it was trained on. */
  readonly windowTokens: number;
  /** Folder that the tokenizer comes from. */
  readonly tokenizerFolder: string;
}

/** What goes along with the weights: the tokenizer, and the terms under which they may be used. */
const companions = [
  ...["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"],
  ...["vocab.json", "merges.txt", "vocab.txt", "LICENSE", "NOTICE"],
];

/**
 * Writes a folder as the Hugging Face hub has them: config.json, model.safetensors and the tokenizer, and beside these
 * head.safetensors, training_history.json, how it is to be used, and what else was learned in other.safetensors.
 */
export async function writeEncoderFolder(folder: string, trained: TrainedEncoder): Promise<void> {
  const { config, tensors, encoderNames, head, history, windowTokens, tokenizerFolder } = trained;
  const own = new Set(encoderNames);
  const rest = Object.entries(tensors).filter(([name]) => !own.has(name));
  const headTensors = rest.filter(([name]) => name.startsWith(headPrefix));
  const others = rest.filter(([name]) => !name.startsWith(headPrefix));
  await replaceFolder(folder, async (part) => {
    await writeFile(join(part, "config.json"), config);
    const encoder = Object.fromEntries(encoderNames.map((name) => [name, tensors[name]!]));
    // The mark of the library that others read such files with.
    await writeFile(join(part, "model.safetensors"), encodeTensors(encoder, { format: "pt" }));
    if (head) {
      const named = headTensors.map(([name, tensor]) => [name.slice(headPrefix.length), tensor] as const);
      const bytes = encodeHead({ definition: head, tensors: Object.fromEntries(named) });
      await writeFile(join(part, "head.safetensors"), bytes);
    }
    if (others.length > 0)
      await writeFile(join(part, "other.safetensors"), encodeTensors(Object.fromEntries(others), { format: "pt" }));
    await writeFile(join(part, "training_history.json"), `${JSON.stringify(history, null, 1)}\n`);
    await writeHabits(part, windowTokens);
    for (const file of companions)
      await copyFile(join(tokenizerFolder, file), join(part, file)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      });
  });
}

/** How it was trained to be used, as the package sentence-transformers writes it down. */
async function writeHabits(folder: string, windowTokens: number): Promise<void> {
  await mkdir(join(folder, "1_Pooling"));
  const pooling = { pooling_mode_cls_token: false, pooling_mode_mean_tokens: true, pooling_mode_max_tokens: false };
  await writeFile(join(folder, "1_Pooling", "config.json"), `${JSON.stringify(pooling, null, 1)}\n`);
  const length = { max_seq_length: windowTokens, do_lower_case: false };
  await writeFile(join(folder, "sentence_bert_config.json"), `${JSON.stringify(length, null, 1)}\n`);
}
