import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rewritingCalibrationSchema, type RewritingCalibration } from "../../rewriting/calibration.ts";

/**
 * Reads the calibration of rewriting: the file that is named, else `rewriting.json` among the installed models, undefined where
 * that is not there.
 * @throws {Error} when the file is missing or none
 */
export async function readRewritingCalibration(
  named: string | undefined,
  models: string,
): Promise<RewritingCalibration | undefined> {
  const path = named ?? join(models, "rewriting.json");
  if (named === undefined && !existsSync(path)) return undefined;
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Error(`The calibration ${path} cannot be read. Make one with whowrote train rewriting.`, { cause });
  });
  const parsed = rewritingCalibrationSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} is no calibration of rewriting. Make one with whowrote train rewriting.`, {
    cause: parsed.error,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
