import { z } from "@hono/zod-openapi";
import type { Comparison, Experiment, ShadowFigures, VersionFigures } from "../experiment.ts";
import { versionId } from "./model-version.ts";
import { interval, rate, toRate } from "./rate.ts";
import { text } from "./text.ts";

const share = z.number().min(0).max(1);

export const experimentId = z.uuid().openapi({ example: "0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f" });

const fields = {
  name: text(1, 100).openapi({ example: "retrained in March" }),
  note: text(0, 4000),
  arms: z
    .array(z.strictObject({ version: versionId, weight: share }))
    .min(2)
    .max(5)
    .openapi({ description: "Versions with their shares of the traffic, which sum to 1. The first is compared with." }),
};

export const experimentDraft = z.strictObject({ ...fields, note: fields.note.default("") }).openapi("ExperimentDraft");

export const experimentPatch = z
  .strictObject({ name: fields.name.optional(), note: fields.note.optional(), arms: fields.arms.optional() })
  .openapi("ExperimentPatch", { description: "What is left out stays as it is. Arms are fixed from the start on." });

export const experiment = z
  .object({
    id: experimentId,
    ...fields,
    state: z.enum(["planned", "running", "ended"]),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().optional(),
    ended_at: z.iso.datetime().optional(),
  })
  .openapi("Experiment");

export const experimentList = z
  .object({ experiments: z.array(experiment).openapi({ description: "Newest first." }) })
  .openapi("ExperimentList");

export const versionFigures = z
  .object({
    version: versionId,
    requests: z.int().min(0).openapi({ description: "Answered, from memory too." }),
    callers: z.int().min(0).openapi({ description: "Different keys; all requests without a key count as one." }),
    verdicts: z.object({ human: rate, ai: rate, uncertain: rate }),
    mean_probability: interval.nullable(),
    latency_ms: z.object({ median: z.number(), p95: z.number() }).nullable(),
    disputed: rate.openapi({ description: "Verdicts human or ai of which somebody says that it was the other." }),
    feedback: z.int().min(0).openapi({ description: "Entries of feedback of any kind." }),
  })
  .openapi("VersionFigures", {
    description: "Intervals take every request for a draw of its own: with few callers the truth is less sure.",
  });

const comparison = z
  .object({
    of: z.enum(["verdict-ai", "probability", "disputed"]),
    first: versionId,
    second: versionId,
    difference: interval.nullable().openapi({ description: "Second minus first; null with too few requests." }),
    reading: z.string().openapi({ description: "In plain words.", example: "No difference can be shown yet: …" }),
  })
  .openapi("Comparison", {
    description:
      "With no difference at all, one reading in twenty shows one. Decide on the number of requests before the first look.",
  });

const shadowPair = z
  .object({
    shown: versionId,
    shadow: versionId,
    disagreement: rate.openapi({ description: "Requests that the two gave different verdicts." }),
    mean_distance: share.nullable().openapi({ description: "Of the two probabilities." }),
  })
  .openapi("ShadowPair", { description: "What a shadow version said of requests that another version answered." });

export const experimentStatistics = z
  .object({ arms: z.array(versionFigures), comparisons: z.array(comparison), shadows: z.array(shadowPair) })
  .openapi("ExperimentStatistics");

export const versionStatistics = z
  .object({ days: z.int(), figures: versionFigures, shadows: z.array(shadowPair) })
  .openapi("VersionStatistics");

export const statisticsQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(366).default(7).openapi({ description: "The last so many times 24 hours." }),
});

export function toWireExperiment(one: Experiment): z.output<typeof experiment> {
  const { id, name, note, arms, createdAt, startedAt, endedAt } = one;
  return {
    id,
    name,
    note,
    arms: arms.map(({ version, weight }) => ({ version, weight })),
    state: startedAt === null ? "planned" : endedAt === null ? "running" : "ended",
    created_at: createdAt.toISOString(),
    ...(startedAt && { started_at: startedAt.toISOString() }),
    ...(endedAt && { ended_at: endedAt.toISOString() }),
  };
}

export function toWireFigures(figures: VersionFigures): z.output<typeof versionFigures> {
  const { version, requests, callers, verdicts, probability, latency, disputed, feedback } = figures;
  return {
    version,
    requests,
    callers,
    verdicts: { human: toRate(verdicts.human), ai: toRate(verdicts.ai), uncertain: toRate(verdicts.uncertain) },
    mean_probability: probability && { value: probability.value, low: probability.low, high: probability.high },
    latency_ms: latency && { ...latency },
    disputed: toRate(disputed),
    feedback,
  };
}

export const toWireComparison = ({ difference, ...rest }: Comparison): z.output<typeof comparison> => ({
  ...rest,
  difference: difference && { ...difference },
});

export const toWirePair = ({ shown, shadow, disagreement, distance }: ShadowFigures): z.output<typeof shadowPair> => ({
  shown,
  shadow,
  disagreement: toRate(disagreement),
  mean_distance: distance,
});
