import { z } from "@hono/zod-openapi";
import { language } from "./code.ts";
import { apiKey, scope } from "./key.ts";

const bytes = z.int().min(1);

/** What a program in front of the server has to know of it and of whom it speaks for. */
export const caller = z
  .object({
    version: z.string(),
    keys_needed: z.boolean().openapi({ description: "Whether a request without a key is refused." }),
    scopes: z.array(scope).openapi({ description: "What the caller may do." }),
    key: apiKey.pick({ id: true, name: true, rate_per_minute: true, expires_at: true }).optional().openapi({
      description: "Left out for the local operator, who needs none.",
    }),
    model_version: z.string().openapi({ description: "That answers this caller now." }),
    false_positive_rate: z.number().openapi({ description: "Accepted where a request does not say." }),
    languages: z.array(z.object({ id: language, name: z.string(), extensions: z.array(z.string()) })),
    limits: z.object({
      file_bytes: bytes.openapi({ description: "Of one piece of code, UTF-8." }),
      body_bytes: bytes.openapi({ description: "Of a JSON request." }),
      archive_bytes: bytes.openapi({ description: "Of an upload to a batch." }),
      unpacked_bytes: bytes,
      archive_files: bytes.openapi({ description: "Files of a batch." }),
      seconds: z.number().openapi({ description: "Within which one piece of code is judged, or the answer is 504." }),
    }),
    keeps: z.object({
      code: z.boolean().openapi({ description: "Whether judged code is kept beside its verdict." }),
      days: z.int().min(1).nullable().openapi({ description: "After which predictions are deleted; null: never." }),
    }),
    similarity: z.object({
      embedding: z.boolean().openapi({ description: "Whether similarity also compares vectors of an encoder." }),
    }),
    retraining: z.boolean().openapi({ description: "Whether the operator has set a command that trains again." }),
  })
  .openapi("Caller");
