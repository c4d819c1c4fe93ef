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
  const parsed = identifierSchema.safeParse(JSON.parse(json.toString("utf8")));
  if (!parsed.success)
    throw new Error(
      `${join(folder, "checkpoint.json")} is not a language identifier of format ${identifierFormat}. ` +
        "Restore it from the release, or train it again with training/runs/language-identifier.ts.",
      { cause: parsed.error },
    );
  return createLanguageIdentifier(decodeTensors(weights).tensors, parsed.data);
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
