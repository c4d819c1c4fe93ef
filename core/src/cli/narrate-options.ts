import { z } from "zod";
import { llmFlags } from "../llm/flags.ts";

/** Whether a language model may write, and which one. What `explain` and `report` share. */
export const narrateOptions = {
  narrate: z.boolean().default(false).meta({
    description:
      "let a language model put the evidence into words, too; this sends the code to its address, and changes no verdict",
  }),
  ...llmFlags.shape,
};
