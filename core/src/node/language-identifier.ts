import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createLanguageIdentifier, identifiedClasses, type IdentifyLanguage } from "../language/identify.ts";
import { decodeTensors } from "../tensor-file.ts";
import { releasedModels } from "./checkpoint-folder.ts";

/** The version of the folder that this code writes and reads. */
export const identifierFormat = 1;

/** `checkpoint.json` of an identifier; the numbers stand beside it in `weights.safetensors`. */
const identifierSchema = z.object({
  format: z.literal(identifierFormat),
  name: z.string(),
  classes: z.array(z.string()).refine((names) => names.join() === identifiedClasses.join()),
  leastProbability: z.number().min(0).max(1),
  /** Share of held-out texts of each class that are named right. */
  metrics: z.record(z.string(), z.object({ n: z.int(), value: z.number(), low: z.number(), high: z.number() })),
});

/**
 * Loads a language identifier, by default the released one.
 * @throws when the folder is missing, or was written by another version
 */
export async function loadLanguageIdentifier(
  folder = join(releasedModels, "language-identifier"),
): Promise<IdentifyLanguage> {
  const [json, weights] = await Promise.all([
    readPart(folder, "checkpoint.json"),
    readPart(folder, "weights.safetensors"),
  ]);
  const { leastProbability } = parseIdentifier(json.toString("utf8"), join(folder, "checkpoint.json"));
  return createLanguageIdentifier(decodeTensors(weights).tensors, { leastProbability });
}

/** Reads the text of an identifier's `checkpoint.json`. @throws when it is of another format */
export function parseIdentifier(json: string, where: string): z.infer<typeof identifierSchema> {
  const parsed = identifierSchema.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${where} is not a language identifier of format ${identifierFormat}. ` +
      "Restore it from the release, or train it again with training/runs/language-identifier.ts.",
    { cause: parsed.error },
  );
}

async function readPart(folder: string, part: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, part));
  } catch (cause) {
    throw new Error(
      `${join(folder, part)} cannot be read. Restore the folder from the release, or train it again with training/runs/language-identifier.ts.`,
      { cause },
    );
  }
}
