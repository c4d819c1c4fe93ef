import { z } from "zod";

/** What decides which identifier comes out; it stands in the checkpoint. */
export const identifierOptions = z.strictObject({
  seed: z.int().default(1),
  perLanguage: z.int().positive().default(7000).describe("most rows of a language"),
  perSource: z.int().positive().default(2500).describe("most rows of a language from one source"),
  perGroup: z.int().positive().default(60).describe("most rows of one label from one group"),
  heldOut: z.number().min(0.01).max(0.5).default(0.1).describe("share of the groups that is measured on"),
  features: z.int().positive().max(65_535).default(16_000).describe("features that are kept"),
  leastTexts: z.int().positive().default(20).describe("texts that a kept feature is in"),
  epochs: z.int().positive().default(6),
  learningRate: z.number().positive().default(0.3),
  decay: z.number().min(0).default(1e-6),
  falseAlarms: z.number().min(0).max(1).default(0.005).describe("most held-out texts of no language that it may name"),
});

export type IdentifierTrainingOptions = z.infer<typeof identifierOptions>;
