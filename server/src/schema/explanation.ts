import { z } from "@hono/zod-openapi";
import type { Explanation } from "whowrote/detection";
import { toWireReason } from "../prediction/create-answer.ts";
import { functionVerdicts, toWireFunctions } from "./function-verdicts.ts";
import { narrative } from "./narrative.ts";
import { prediction, reason } from "./prediction.ts";

const contribution = z.number().openapi({ description: "Log-odds; above 0 it speaks for AI." });

const spot = z
  .object({ start: z.int().min(0), end: z.int().min(0), contribution })
  .openapi("TokenContribution", { description: "A place in the code: UTF-16 offsets, end exclusive." });

const evidence = z
  .object({
    sentences: z
      .array(z.string())
      .openapi({ description: "The verdict and how sure one can be, for a person to read." }),
    signals: z.array(reason).openapi({ description: "All of them, strongest first." }),
    lexical: z.object({
      score: contribution,
      bias: z.number().openapi({ description: "Together with all token contributions this is the score." }),
      lines: z.array(z.number()).openapi({ description: "What each line of the code adds." }),
      tokens: z.array(spot),
    }),
    neural: z
      .object({
        score: contribution,
        baseline_score: z.number(),
        residual: z.number().openapi({ description: "What the contributions miss of score - baseline_score." }),
        warning: z.string().optional(),
        lines: z.array(z.number()),
        tokens: z.array(spot),
      })
      .optional()
      .openapi({ description: "Integrated gradients, where the model has an encoder." }),
    functions: functionVerdicts.optional(),
  })
  .openapi("Evidence");

/** A prediction with all that speaks for and against it. The evidence is not stored. */
export const explanation = prediction.extend({ evidence, narrative }).openapi("Explanation");

export type WireExplanation = z.output<typeof explanation>;

type Evidence = z.output<typeof evidence>;

/** @param code as it was sent */
export function toEvidence(explained: Explanation, sentences: readonly string[], code: string): Evidence {
  const { signals, lexicalScore, lexicalBias, lineContributions, tokenContributions, neural } = explained;
  const { functions } = explained;
  return {
    sentences: [...sentences],
    signals: signals.map(toWireReason),
    lexical: {
      score: lexicalScore,
      bias: lexicalBias,
      lines: [...lineContributions],
      tokens: tokenContributions.map(toSpot),
    },
    ...(neural && {
      neural: {
        score: neural.score,
        baseline_score: neural.baselineScore,
        residual: neural.residual,
        ...(neural.warning !== undefined && { warning: neural.warning }),
        lines: [...neural.lineContributions],
        tokens: neural.tokens.map(toSpot),
      },
    }),
    ...(functions && { functions: toWireFunctions(functions, code) }),
  };
}

const toSpot = ({ start, end, contribution: adds }: Evidence["lexical"]["tokens"][number]) => ({
  start,
  end,
  contribution: adds,
});
