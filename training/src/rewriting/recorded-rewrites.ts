import { z } from "zod";
import { languageIds } from "whowrote/language";

/** A line of a record: code whose author is known, without comments, with what language models made of it. */
const recordedRewritesSchema = z.strictObject({
  id: z.string().min(1),
  language: z.enum(languageIds),
  label: z.enum(["human", "ai"]),
  group: z.string().min(1),
  promptVersion: z.int().min(1),
  original: z.string(),
  asked: z.int().min(1),
  rewrites: z.array(z.strictObject({ model: z.string().min(1), text: z.string() })),
  dropped: z.array(z.string()),
});

export type RecordedRewrites = z.output<typeof recordedRewritesSchema>;

export const recordFormat = { schema: recordedRewritesSchema, maker: "whowrote dataset rewrite" } as const;
