import { z } from "zod";
import { bucketBits } from "whowrote/measurement";

const boostedTreesSchema = z.strictObject({
  trees: z.int().positive().default(300),
  learningRate: z.number().positive().default(0.06),
  maxLeaves: z.int().min(2).default(31),
  columnSample: z.number().positive().max(1).default(0.25),
  lambda: z.number().nonnegative().default(5),
  minChildWeight: z.number().positive().default(5),
});

export const chooseSchema = z.strictObject({
  perGroup: z.int().positive().default(400),
  perCollection: z.int().positive().default(3000),
  perTask: z.int().positive().default(20),
});

export const weightsSchema = z.strictObject({
  kindWeight: z
    .strictObject({ file: z.number().positive(), function: z.number().positive(), exercise: z.number().positive() })
    .default({ file: 1, function: 1, exercise: 0.3 }),
  edited: z.number().positive().max(1).default(0.3),
  most: z.number().positive().default(20),
});

/** Everything that decides what a quick checkpoint becomes, beside the data. */
export const quickOptionsSchema = z.strictObject({
  seed: z.int().default(1),
  foldCount: z.int().min(2).max(20).default(5),
  choose: chooseSchema.prefault({}),
  /** Share of the rows that are learned from a second time after each edit. */
  edits: z.record(z.string(), z.number().min(0).max(1)).default({ "strip-comments": 0.2, reformat: 0.12 }),
  weights: weightsSchema.prefault({}),
  lexical: z
    .strictObject({
      bucketBits: z.literal(bucketBits).default(bucketBits),
      cost: z.number().positive().default(0.5),
      epochs: z.int().positive().default(5),
      fewestGroups: z.int().positive().default(8),
    })
    .prefault({}),
  stylometry: z
    .strictObject({
      /** One set of boosted trees for all languages, or a random forest for each. */
      kind: z.enum(["boosted-trees", "forest"]).default("boosted-trees"),
      boostedTrees: boostedTreesSchema.prefault({}),
      forest: z
        .strictObject({
          trees: z.int().positive().default(300),
          maxDepth: z.int().positive().default(12),
          minLeafRows: z.int().positive().default(30),
        })
        .prefault({}),
    })
    .prefault({}),
  ensemble: boostedTreesSchema.prefault({
    trees: 700,
    learningRate: 0.05,
    maxLeaves: 47,
    columnSample: 0.2,
    lambda: 10,
    minChildWeight: 10,
  }),
  calibration: z
    .strictObject({
      languageWeight: z.number().default(200),
      overallWeight: z.number().default(50),
      /** By stratum or domain: those who write today without AI are whom a verdict can hurt; old libraries are easy. */
      population: z
        .record(z.string(), z.number().positive())
        .default({ "no-ai-policy": 6, late: 2, file: 0.1, rosetta: 0.1, contest: 0.3 }),
    })
    .prefault({}),
});

export type QuickOptions = z.infer<typeof quickOptionsSchema>;
