import { z } from "zod";

const nameList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  )
  .pipe(z.array(z.string()).min(1, "must name files, separated by commas"));

export const modelsPullOptions = z.object({
  revision: z
    .string()
    .default("main")
    .meta({ value: "<revision>", description: "branch, tag or commit of the repository" }),
  files: nameList.optional().meta({
    value: "<names>",
    description: "names or glob patterns, separated by commas",
    usually: "what an encoder needs, with its licence",
  }),
  cache: z.string().min(1, "must name a folder").optional().meta({
    value: "<folder>",
    description: "where models are kept",
    usually: "WHOWROTE_CACHE, or whowrote/models in the user's cache",
  }),
  mirror: z.string().min(1, "must be an address").optional().meta({
    value: "<url>",
    description: "address of the hub or a mirror of it",
    usually: "HF_ENDPOINT, or https://huggingface.co",
  }),
  offline: z.boolean().default(false).meta({
    description: "give what has been pulled, and do not touch the network (also HF_HUB_OFFLINE=1)",
  }),
});
