import { z } from "zod";
import { intervalSchema } from "./checkpoint.ts";

/** `checkpoint.json` of a released encoder whose vectors compare code; how it is run is in its folder in Hugging Face's layout. */
export const similarityCheckpointSchema = z.strictObject({
  format: z.literal(1),
  kind: z.literal("similarity"),
  name: z.string().min(1),
  version: z.string().min(1),
  training: z.strictObject({ command: z.string(), options: z.record(z.string(), z.unknown()) }),
  /** Figures on groups held out of its training. */
  metrics: z.record(z.string(), intervalSchema),
});

export type SimilarityCheckpoint = z.infer<typeof similarityCheckpointSchema>;
