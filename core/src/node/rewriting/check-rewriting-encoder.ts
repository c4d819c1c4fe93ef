import type { CodeEncoder } from "../encoder/code-encoder.ts";
import type { RewritingCalibration } from "../../rewriting/calibration.ts";
import { hashWeights } from "../weights/hash-weights.ts";

/**
 * @param pooling of the encoder as it is used; left out where it will be loaded as the calibration says
 * @throws {Error} when a calibration was fitted with another encoder than the one in the folder, or with another pooling
 */
export async function checkRewritingEncoder(
  calibration: RewritingCalibration | undefined,
  encoderFolder: string,
  pooling: CodeEncoder["pooling"] | undefined = calibration?.pooling,
): Promise<void> {
  if (calibration === undefined) return;
  if ((await hashWeights(encoderFolder)) !== calibration.encoder)
    throw new Error(
      `The calibration of rewriting was fitted with another encoder than ${encoderFolder}. Name that one, or fit another: whowrote train rewriting.`,
    );
  if (pooling !== calibration.pooling)
    throw new Error(
      `The calibration of rewriting was fitted with pooling by ${calibration.pooling}, and the encoder in ${encoderFolder} is used with ${pooling}. Fit another: whowrote train rewriting --pooling ${pooling}.`,
    );
}
