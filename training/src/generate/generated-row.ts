import { z } from "zod";
import { languageIds } from "whowrote/language";
import { labels } from "../dataset/sample.ts";
import { styleIds } from "./style.ts";

/** A generated sample in the columns of our datasets, with where it came from. */
export const generatedRowSchema = z.object({
  id: z.string().min(1),
  code: z.string().min(1),
  language: z.enum(languageIds),
  label: z.enum(labels),
  generator: z.string().min(1),
  model: z.string().min(1),
  source: z.string().min(1),
  /** That of the person's sample: a split keeps the two together. */
  group: z.string().min(1),
  task: z.string(),
  mode: z.string().min(1),
  attr: z.literal("generated"),
  provenance: z.object({
    source_id: z.string().min(1),
    licence: z.string(),
    host: z.string(),
    style: z.enum(styleIds),
    prompt_version: z.int(),
    /** What was asked for in words; empty where the code itself was given. */
    task: z.string(),
    temperature: z.number(),
    seed: z.int(),
    /** Where the operator set them. */
    top_p: z.number().optional(),
    max_tokens: z.int().optional(),
    created_at: z.iso.datetime(),
    input_tokens: z.int().optional(),
    output_tokens: z.int().optional(),
  }),
});

export type GeneratedRow = z.output<typeof generatedRowSchema>;

/** An answer that became no sample: it is not asked for again. */
export const droppedRowSchema = z.object({ id: z.string().min(1), dropped: z.string() });

/** Which person's sample, asked how, of which model. */
export const rowId = (sourceId: string, style: string, model: string): string => `${sourceId}:${style}:${model}`;
