import { join } from "node:path";
import type { RewritingCalibration } from "../../rewriting/calibration.ts";
import { hashFile } from "../hash-file.ts";

/** @throws {Error} when a calibration was fitted with another encoder than the one in the folder */
export async function checkRewritingEncoder(
  calibration: RewritingCalibration | undefined,
  encoderFolder: string,
): Promise<void> {
  if (calibration === undefined) return;
  const weights = await hashFile(join(encoderFolder, "model.safetensors"));
  if (weights !== calibration.encoder)
    throw new Error(
      `The calibration of rewriting was fitted with another encoder than ${encoderFolder}. Name that one, or fit another: whowrote train rewriting.`,
    );
}
