import { z } from "@hono/zod-openapi";
import { lengthBins } from "whowrote/length-bin";
import type { VerdictScale } from "whowrote/verdict-scale";

const share = z.number().min(0).max(1);

export const scale = z
  .object({
    lines: z.enum(lengthBins).openapi({ description: "Length of the held-out code that it was compared with." }),
    humans: z.int().min(0).openapi({ description: "Held-out samples by people, of this language and length." }),
    human_groups: z.int().min(0).openapi({ description: "Repositories, authors or problems that these come from." }),
    ais: z.int().min(0).openapi({ description: "Held-out samples by AI." }),
    ai_from: share.nullable().openapi({
      description:
        "From this probability on the verdict is `ai`; null where no probability makes a verdict: too little code, or too little held-out code to compare it with.",
    }),
    human_to: share.nullable().openapi({ description: "Up to this probability the verdict is `human`." }),
    marks: z
      .array(
        z.object({
          probability: share,
          humans: share.openapi({ description: "Share of people's held-out samples that reach it: false alarms." }),
          ais: share.openapi({ description: "Share of AI's held-out samples that reach it." }),
        }),
      )
      .openapi({ description: "Ascending. Below the first mark more than half of people's samples are." }),
  })
  .openapi("Scale", {
    description: "What probabilities mean for this language and length, and where verdicts begin at the accepted rate.",
  });

/** So many digits are drawn, and kept with each answer. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4;

export const toWireScale = ({ bin, humanGroups, aiFrom, humanTo, marks, ...counts }: VerdictScale) => ({
  lines: bin,
  humans: counts.humans,
  human_groups: humanGroups,
  ais: counts.ais,
  // Not rounded: a probability is compared with them.
  ai_from: aiFrom,
  human_to: humanTo,
  marks: marks.map((mark) => ({
    probability: round(mark.probability),
    humans: mark.humans,
    ais: round(mark.ais),
  })),
});
