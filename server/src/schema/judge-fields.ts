import { z } from "@hono/zod-openapi";

const flag = (description: string) => z.boolean().optional().openapi({ description });

/** What of the code leaves the machine, and on whose word. */
const rewrite = flag(
  "Has language models rewrite the code, where the server allows that (GET /api/v1/llm says so, and where the code goes), and lets what comes of it vote on the verdict.",
);

/** For pages that judge while somebody types. */
const draft = z
  .string()
  .regex(/^[\w-]{8,64}$/, "must be 8 to 64 letters, digits, _ and -")
  .optional()
  .openapi({
    description:
      "The same for all requests about one text that is being typed: an answer takes the place of the one before in the history, unless that stood for half a minute or somebody said something about it.",
  });

/** What `predict` takes beside the code. */
export const predictFields = { rewrite, draft };

/** What `explain` takes beside the code. */
export const explainFields = {
  rewrite,
  draft,
  narrative: flag(
    "Streams the answer, and after it what a language model writes about it, where the server allows that: the code goes there. No word of it changes the verdict.",
  ),
  token_attribution: flag(
    "False leaves out how a neural network's score is shared out among the tokens, which takes it long: everything else is there at once.",
  ),
  stability: flag("Also judges harmless edits of the code, and says how well the verdict holds."),
};
