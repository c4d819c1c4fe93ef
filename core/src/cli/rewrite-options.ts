import { join } from "node:path";
import { z } from "zod";
import { nameList } from "./name-list.ts";

const count = "must be a whole number from 1 to 20";

/** Whether language models may rewrite the code, and how that is read. What `explain` and `report` share. */
export const rewriteOptions = {
  rewrite: z.boolean().default(false).meta({
    description:
      "let a language model rewrite the code and vote on how near it comes; this sends the code to its address",
  }),
  rewrites: z.coerce.number(count).int(count).min(1, count).max(20, count).default(4).meta({
    value: "<n>",
    description: "rewrites by each model",
  }),
  rewriters: z.string().transform(nameList).optional().meta({
    value: "<name,…>",
    description: "models that rewrite; of several one is suspected",
    usually: "the one of --llm-model",
  }),
  rewriteEncoder: z.string().default("similarity").meta({
    value: "<name>",
    description: "encoder that compares: an installed or pulled one, or a folder",
  }),
  rewriteCalibration: z
    .string()
    .optional()
    .meta({
      value: "<file>",
      description: "what a similarity means, made by whowrote train rewriting",
      usually: `${join("models", "rewriting.json")} where it is there`,
    }),
};
