import { join } from "node:path";
import { z } from "zod";
import type { Pooling } from "../../encoder/pooling.ts";
import { readText } from "../read-text.ts";

/** How an encoder was trained to be used, where its folder says so (the files of the package sentence-transformers). */
export interface EncoderHabits {
  readonly pooling?: Pooling;
  /** Length of its windows, special tokens included. */
  readonly maxTokens?: number;
}

const poolingFields = z.object({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
  pooling_mode_max_tokens: z.boolean().default(false),
});
const lengthFields = z.object({ max_seq_length: z.int().min(1).nullish() });

/** @throws when a file is there and is not as it must be */
export async function readEncoderHabits(folder: string): Promise<EncoderHabits> {
  const [modes, length] = await Promise.all([
    readFields(join(folder, "1_Pooling", "config.json"), poolingFields),
    readFields(join(folder, "sentence_bert_config.json"), lengthFields),
  ]);
  const pooling = modes && chosenPooling(modes);
  return {
    ...(pooling && { pooling }),
    ...(length?.max_seq_length != null && { maxTokens: length.max_seq_length }),
  };
}

/** Those that join several have no single one, and a person has to choose. */
function chosenPooling(modes: z.infer<typeof poolingFields>): Pooling | undefined {
  const chosen: Pooling[] = [];
  if (modes.pooling_mode_cls_token) chosen.push("cls");
  if (modes.pooling_mode_mean_tokens) chosen.push("mean");
  if (modes.pooling_mode_max_tokens) chosen.push("max");
  return chosen.length === 1 ? chosen[0] : undefined;
}

async function readFields<Fields>(path: string, schema: z.ZodType<Fields>): Promise<Fields | undefined> {
  let text: string;
  try {
    text = await readText(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw cause;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new Error(`${path} is not as it must be: ${reason}. Fetch it again, or remove it`, { cause });
  }
}
