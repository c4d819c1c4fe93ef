import { z } from "zod";

/** Everything that decides what a quick checkpoint becomes, beside the data. */
export const quickOptionsSchema = z.strictObject({
  seed: z.int().default(1),
  foldCount: z.int().min(2).max(20).default(5),
  choose: z
    .strictObject({
      perGroup: z.int().positive().default(400),
      perCollection: z.int().positive().default(3000),
      perTask: z.int().positive().default(20),
    })
    .prefault({}),
  /** Share of the rows that are learned from a second time after each edit. */
  edits: z.record(z.string(), z.number().min(0).max(1)).default({ "strip-comments": 0.25, reformat: 0.15 }),
  weights: z
    .strictObject({
      kindWeight: z
        .strictObject({ file: z.number(), function: z.number(), exercise: z.number() })
        .default({ file: 1, function: 1, exercise: 0.3 }),
      most: z.number().positive().default(20),
    })
    .prefault({}),
  lexical: z
    .strictObject({
      bucketBits: z.int().default(20),
      cost: z.number().positive().default(0.5),
      epochs: z.int().positive().default(6),
      fewestGroups: z.int().positive().default(8),
    })
    .prefault({}),
  stylometry: z
    .strictObject({ trees: z.int().default(300), learningRate: z.number().default(0.08), maxLeaves: z.int().default(31) })
    .prefault({}),
  ensemble: z
    .strictObject({ trees: z.int().default(500), learningRate: z.number().default(0.05), maxLeaves: z.int().default(31) })
    .prefault({}),
  calibration: z
    .strictObject({ languageWeight: z.number().default(200), overallWeight: z.number().default(50) })
    .prefault({}),
});

export type QuickOptions = z.infer<typeof quickOptionsSchema>;
