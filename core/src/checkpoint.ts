import { z } from "zod";
import { tailRates } from "./calibration.ts";
import { languageIds } from "./language.ts";
import { lengthBins } from "./length-bin.ts";
import { viewIds } from "./view.ts";

/** The version this code writes and reads. It changes whenever an older reader would misread a checkpoint. */
export const checkpointFormat = 1;

/** A figure with its 95 % interval. */
export const intervalSchema = z.strictObject({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  /** People's samples and AI's samples behind the figure. */
  humans: z.int(),
  ais: z.int(),
});

const tail = z.array(z.number()).length(tailRates.length).readonly();

const linearSchema = z.strictObject({
  bucketBits: z.int().min(8).max(24),
  bias: z.number(),
  scale: z.number().positive(),
});

export const calibrationCellSchema = z.strictObject({
  language: z.enum(languageIds),
  bin: z.enum(lengthBins),
  humans: z.int(),
  humanGroups: z.int(),
  ais: z.int(),
  slope: z.number(),
  intercept: z.number(),
  humanTail: tail,
  aiTail: tail,
});

export const trainingSchema = z.strictObject({
  /** The command that makes this checkpoint. */
  command: z.string(),
  seed: z.int(),
  options: z.record(z.string(), z.unknown()),
  data: z.array(z.strictObject({ file: z.string(), sha256: z.string(), rows: z.int() })),
  rows: z.strictObject({ human: z.int(), ai: z.int() }),
});

/** `checkpoint.json`; the numbers stand beside it in `weights.safetensors`. */
export const checkpointSchema = z.strictObject({
  format: z.literal(checkpointFormat),
  name: z.string().min(1),
  version: z.string().min(1),
  languages: z.array(z.enum(languageIds)),
  /** Ids of the signals in the order of the feature vector. */
  signals: z.array(z.string()),
  stylometry: z.strictObject({
    kind: z.enum(["forest", "boosted-trees"]),
    scope: z.enum(["per-language", "all-languages"]),
  }),
  lexical: z.strictObject({ views: z.record(z.enum(viewIds), linearSchema) }),
  ensemble: z.strictObject({ kind: z.enum(["forest", "boosted-trees"]), features: z.array(z.string()) }),
  calibration: z.array(calibrationCellSchema),
  training: trainingSchema,
  /** Figures on held-out groups of the training data (cross-fitted), never on the benchmark. */
  metrics: z.record(z.string(), intervalSchema),
});

export type Checkpoint = z.infer<typeof checkpointSchema>;

/**
 * Reads the text of a `checkpoint.json`.
 * @throws when it is not JSON, of another format version, or of another shape; the message names the remedy
 */
export function parseCheckpoint(json: string, where: string): Checkpoint {
  return parseCheckpointAs(checkpointSchema, json, where);
}

/** As {@link parseCheckpoint}, for a checkpoint of another kind. */
export function parseCheckpointAs<Schema extends z.ZodType>(
  schema: Schema,
  json: string,
  where: string,
): z.output<Schema> {
  const value = parseJson(json, where);
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== checkpointFormat)
    throw new Error(
      `${where} has checkpoint format ${JSON.stringify(format)}; this version of whowrote reads format ${checkpointFormat}. ` +
        `Install the whowrote that wrote it, or train it again with training/runs/release.sh.`,
    );
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw notOfThisShape(where, parsed.error);
  return parsed.data;
}

export const checkpointKinds = ["quick", "encoder", "joined", "similarity"] as const;
export type CheckpointKind = (typeof checkpointKinds)[number];

/** The kind that a `checkpoint.json` names; those that name none are of the first kind there was. */
export function kindOfCheckpoint(json: string, where: string): CheckpointKind {
  const kind = (parseJson(json, where) as { kind?: unknown } | null)?.kind ?? "quick";
  const known = checkpointKinds.find((one) => one === kind);
  if (known === undefined)
    throw new Error(
      `${where} is of kind ${JSON.stringify(kind)}, and this version of whowrote knows ${checkpointKinds.join(", ")}. ` +
        "Install the whowrote that wrote it.",
    );
  return known;
}

function parseJson(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`${where} is not JSON. Restore the checkpoint folder from the release.`, { cause });
  }
}

const mostIssues = 5;

function notOfThisShape(where: string, cause: z.ZodError): Error {
  const shown = z.prettifyError(new z.ZodError(cause.issues.slice(0, mostIssues)));
  const rest = cause.issues.length - mostIssues;
  return new Error(
    `${where} does not fit the checkpoint format:\n${shown}${rest > 0 ? `\n… and ${rest} more` : ""}\n` +
      "Name the folder of a detector, or train it again with training/runs/release.sh.",
    { cause },
  );
}
