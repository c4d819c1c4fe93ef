import { z } from "zod";
import { calibrationCellSchema, intervalSchema, trainingSchema } from "./checkpoint.ts";
import { createCellFinder } from "./calibration.ts";
import { readClassifier } from "./classifier/index.ts";
import { joinerFeatureNames, type Joiner } from "./joiner.ts";
import { languageIds } from "./language.ts";
import type { Tensors } from "./tensor.ts";

/** Another checkpoint that belongs to this one, in the folder of that name beside it. */
const partSchema = z.strictObject({
  folder: z.string().regex(/^[\w-]+$/, "must be the name of a folder beside this one"),
  /** SHA-256 of its weights: a joiner trained on other weights would misjudge. */
  weights: z.string(),
});

/** `checkpoint.json` of the quick detectors joined with an encoder; the joiner's numbers are in `weights.safetensors`. */
export const joinedCheckpointSchema = z.strictObject({
  format: z.literal(1),
  kind: z.literal("joined"),
  name: z.string().min(1),
  version: z.string().min(1),
  languages: z.array(z.enum(languageIds)),
  quick: partSchema,
  encoder: partSchema,
  joiner: z.strictObject({ kind: z.literal("logistic"), features: z.array(z.string()) }),
  calibration: z.array(calibrationCellSchema),
  training: trainingSchema,
  metrics: z.record(z.string(), intervalSchema),
});

export type JoinedCheckpoint = z.infer<typeof joinedCheckpointSchema>;

/** @throws when the joiner was trained on other features than this code makes, or lacks a calibration or a tensor */
export function createJoiner(checkpoint: JoinedCheckpoint, tensors: Tensors): Joiner {
  const { name, version, joiner, calibration } = checkpoint;
  if (String(joiner.features) !== String(joinerFeatureNames))
    throw new Error(
      `The checkpoint "${name}" joins ${joiner.features.length} features that are not the ${joinerFeatureNames.length} of this version. ` +
        "Install the whowrote that wrote it, or train it again with training/runs/release.sh.",
    );
  return {
    name: `${name} ${version}`,
    classifier: readClassifier(joiner.kind, tensors),
    cell: createCellFinder(name, calibration),
  };
}
