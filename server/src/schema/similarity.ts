import { z } from "@hono/zod-openapi";
import type { Likeness } from "../inference.ts";
import type { Settings } from "../settings.ts";
import { codeFields } from "./code.ts";

export function similarityRequest(settings: Settings) {
  const side = z.strictObject(codeFields(settings)).openapi("CodeToCompare");
  return z.strictObject({ a: side, b: side }).openapi("SimilarityRequest");
}

const share = z.number().min(0).max(1);

export const similarityAnswer = z
  .object({
    similarity: share.openapi({
      description:
        "How alike they are in their structure where that can be compared, else the cosine of their vectors, at least 0.",
    }),
    basis: z.enum(["structure", "embedding"]).openapi({ description: "What `similarity` is." }),
    structure: z
      .object({
        similarity: share.openapi({ description: "Share of the fingerprints of either that both have (Jaccard)." }),
        a_within_b: share.openapi({ description: "Share of the fingerprints of a that b has too." }),
        b_within_a: share,
      })
      .optional()
      .openapi({
        description: "How they are built, whatever their names. Left out across languages, and for short code.",
      }),
    cosine: z.number().min(-1).max(1).optional().openapi({
      description: "Of the vectors that an encoder makes of them. Only where the server has an encoder.",
    }),
  })
  .openapi("SimilarityAnswer");

export function toSimilarityAnswer({
  similarity,
  basis,
  structure,
  cosine,
}: Likeness): z.output<typeof similarityAnswer> {
  return {
    similarity,
    basis,
    ...(structure && {
      structure: {
        similarity: structure.similarity,
        a_within_b: structure.within[0],
        b_within_a: structure.within[1],
      },
    }),
    ...(cosine !== undefined && { cosine: Math.max(-1, Math.min(1, cosine)) }),
  };
}
