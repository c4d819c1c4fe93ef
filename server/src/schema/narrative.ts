import { z } from "@hono/zod-openapi";
import type { NarrativeSection, NarrativeTopic } from "whowrote/narrative";

const topics = [
  ...["code", "verdict", "stylometry", "lexical", "neural", "rewriting"],
  ...["probability", "stability", "change", "limits"],
] as const satisfies readonly NarrativeTopic[];

/** The explanation in words that no model wrote. */
export const narrative = z
  .array(
    z.object({
      topic: z.enum(topics),
      title: z.string(),
      sentences: z.array(z.string()).min(1).openapi({
        description: "Plain text, in which names and excerpts of the code may stand: escape it.",
      }),
    }),
  )
  .openapi("Narrative", {
    description:
      "What speaks for and against the verdict, written from the evidence alone: the same evidence, the same text.",
  });

export const toWireNarrative = (sections: readonly NarrativeSection[]): z.output<typeof narrative> =>
  sections.map(({ topic, title, sentences }) => ({ topic, title, sentences: [...sentences] }));
