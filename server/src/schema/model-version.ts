import { z } from "@hono/zod-openapi";
import {
  calibrateProbability,
  sensitivity,
  supportsVerdict,
  tailRates,
  type CalibrationCell,
} from "whowrote/calibration";
import { lengthBins } from "whowrote/length-bin";
import type { Lineup, LineupChange, ModelVersion } from "../model-version.ts";
import type { VersionFolder } from "../model-version/version-folder.ts";
import { language } from "./code.ts";
import { text } from "./text.ts";

export const versionId = text(1, 200).openapi({ example: "quick@0.1.0" });

const share = z.number().min(0).max(1);
/** Weights by version id. */
const weights = z.record(versionId, share).openapi({
  description: "Share of the traffic of each version, by id; the others get none. They sum to 1.",
  example: { "quick@0.1.0": 0.9, "quick@0.2.0": 0.1 },
});
const shadows = z.array(versionId).max(10).openapi({
  description: "Versions that judge a sample of the requests in the background; nobody sees their answers.",
});

const metric = z.object({
  value: z.number(),
  low: z.number().openapi({ description: "Of the 95 % interval, as is `high`." }),
  high: z.number(),
  humans: z.int().openapi({ description: "Held-out samples by people." }),
  ais: z.int().openapi({ description: "Held-out samples by AI." }),
});

const calibrationRow = z
  .object({
    language,
    lines: z.enum(lengthBins),
    humans: z.int(),
    human_groups: z.int().openapi({ description: "Repositories, authors or problems that these come from." }),
    ais: z.int(),
    gives_verdicts: z
      .boolean()
      .openapi({ description: "Whether there is enough held-out code for more than `uncertain`." }),
    ai_from: share.openapi({ description: "Probability from which 1 % of people's code would be called ai." }),
    ai_found: share.openapi({ description: "Share of AI code that is found at that point." }),
  })
  .openapi("CalibrationRow");

export const modelVersion = z
  .object({
    id: versionId,
    state: z.enum(["active", "shadow", "inactive", "retired", "broken"]).openapi({
      description: "`inactive` was never promoted, `retired` was, `broken` cannot be used and is never asked.",
    }),
    weight: share,
    loaded: z.boolean().openapi({ description: "Whether it can answer at once in this process." }),
    created_at: z.iso.datetime().optional(),
    promoted_at: z.iso.datetime().optional(),
    problem: z.string().optional().openapi({ description: "Why it cannot be used." }),
    checkpoint: z
      .object({
        name: z.string(),
        version: z.string(),
        kind: z.enum(["quick", "joined"]).openapi({ description: "`joined`: with an encoder, a neural network." }),
        fingerprint: z.string().openapi({ description: "SHA-256 in hex of checkpoint.json and weights." }),
        bytes: z.int(),
        languages: z.array(language),
        trained_on: z.object({ human: z.int(), ai: z.int() }),
        metrics: z.record(z.string(), metric).openapi({ description: "Measured on groups held out of training." }),
        calibration: z.array(calibrationRow),
      })
      .optional()
      .openapi({ description: "Left out where its folder is gone or broken." }),
  })
  .openapi("ModelVersion");

export const modelList = z
  .object({ models: z.array(modelVersion).openapi({ description: "Newest first, broken folders last." }) })
  .openapi("ModelList");

export const lineupPatch = z
  .strictObject({ weights: weights.optional(), shadows: shadows.optional() })
  .refine(({ weights: given, shadows: watched }) => given !== undefined || watched !== undefined, {
    message: "must give weights, shadows, or both",
  })
  .openapi("LineupPatch", { description: "What is left out stays as it is." });

const lineup = z.object({ weights, shadows }).openapi("Lineup");
export const lineupAnswer = lineup;

export const historyQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(100) });

export const lineupHistory = z
  .object({
    changes: z
      .array(
        z.object({
          id: z.uuid(),
          at: z.iso.datetime(),
          actor: z.string(),
          action: z.enum(["start", "set-weights", "promote", "roll-back", "start-experiment", "stop-experiment"]),
          before: lineup,
          after: lineup,
        }),
      )
      .openapi({ description: "Newest first." }),
  })
  .openapi("LineupHistory");

export const toWireLineup = ({ shares, shadows: watched }: Lineup): z.output<typeof lineup> => ({
  weights: Object.fromEntries(shares.map(({ version, weight }) => [version, weight])),
  shadows: [...watched],
});

export const toShares = (given: z.output<typeof weights>): Lineup["shares"] =>
  Object.entries(given).map(([version, weight]) => ({ version, weight }));

export const toWireChange = ({ id, at, actor, action, before, after }: LineupChange) => ({
  id,
  at: at.toISOString(),
  actor,
  action,
  before: toWireLineup(before),
  after: toWireLineup(after),
});

export function toWireVersion(version: ModelVersion): z.output<typeof modelVersion> {
  const { id, state, weight, isLoaded, createdAt, promotedAt, folder, problem } = version;
  return {
    id,
    state,
    weight,
    loaded: isLoaded,
    ...(createdAt && { created_at: createdAt.toISOString() }),
    ...(promotedAt && { promoted_at: promotedAt.toISOString() }),
    ...(problem !== undefined && { problem }),
    ...(folder && { checkpoint: toWireFolder(folder) }),
  };
}

function toWireFolder(folder: VersionFolder): NonNullable<z.output<typeof modelVersion>["checkpoint"]> {
  const { name, version, kind, fingerprint, bytes, languages, trainedOn, metrics, calibration } = folder;
  return {
    ...{ name, version, kind, fingerprint, bytes },
    languages: [...languages],
    trained_on: trainedOn,
    metrics: { ...metrics },
    calibration: calibration.map(toWireCell),
  };
}

const operatingPoint = 0.01;

function toWireCell(cell: CalibrationCell): z.output<typeof calibrationRow> {
  const threshold = cell.humanTail[tailRates.indexOf(operatingPoint)]!;
  return {
    language: cell.language,
    lines: cell.bin,
    humans: cell.humans,
    human_groups: cell.humanGroups,
    ais: cell.ais,
    gives_verdicts: supportsVerdict(cell),
    ai_from: calibrateProbability(cell, threshold),
    ai_found: sensitivity(cell, operatingPoint),
  };
}
