import { z } from "@hono/zod-openapi";
import { language } from "./code.ts";
import { modelVersion } from "./model-version.ts";
import { interval } from "./rate.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

const figure = z
  .object({
    of: z.string().openapi({ description: "Which method, alone; `all` is what answers.", example: "all" }),
    on: z.string().openapi({ description: "What kind of held-out code.", example: "files" }),
    figure: z.string().openapi({ example: "TPR at 1 % FPR" }),
    ...interval.shape,
    humans: count,
    ais: count,
  })
  .openapi("QualityFigure", { description: "Measured on groups held out of training, with its 95 % interval." });

const falseAlarms = z
  .object({
    language,
    false_positive_rate: share.openapi({ description: "The accepted rate." }),
    humans: count,
    human_groups: count.openapi({ description: "Repositories, authors or problems that these come from." }),
    false_alarms: interval.openapi({
      description:
        "Share of people's held-out samples that are called ai. The interval (Wilson 1927) takes each group for one draw, which is the cautious end.",
    }),
    ais: count,
    found: share.openapi({ description: "Share of AI's held-out samples that are called ai." }),
  })
  .openapi("FalseAlarms");

const reliabilityBin = z
  .object({
    from: share,
    to: share,
    predicted: share.nullable().openapi({
      description: "Mean probability; null in the outermost bins, within which the checkpoint keeps no scores.",
    }),
    observed: interval.openapi({
      description: "Share of AI code among what got such a probability, at even prior odds, with its 95 % interval.",
    }),
    humans: count.openapi({ description: "Held-out samples by people in this bin." }),
    ais: count,
  })
  .openapi("ReliabilityBin");

const reliability = z
  .object({
    language: language.optional().openapi({ description: "Left out: all languages together." }),
    bins: z.array(reliabilityBin),
  })
  .openapi("Reliability", {
    description:
      "How often a probability is right, read from the tails that the checkpoint keeps. These come from cross-fitted scores of code " +
      "held out of training; the probabilities were fitted on the same scores.",
  });

/** One version with all that its checkpoint says about itself. */
export const modelDetail = modelVersion
  .extend({
    card: z.string().optional().openapi({ description: "The model card, Markdown." }),
    quality: z
      .object({
        figures: z.array(figure),
        false_alarms: z.array(falseAlarms).openapi({ description: "By language and accepted rate." }),
        reliability: z.array(reliability),
      })
      .optional()
      .openapi({ description: "Left out where its folder is gone or broken." }),
  })
  .openapi("ModelDetail");

export type WireQuality = NonNullable<z.output<typeof modelDetail>["quality"]>;
