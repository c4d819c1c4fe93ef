import { z } from "zod";
import { tailRates } from "./calibration.ts";
import { languageIds } from "./language.ts";
import { lengthBins } from "./length-bin.ts";
import { viewIds } from "./view.ts";

/** The version this code writes and reads. It changes whenever an older reader would misread a checkpoint. */
export const checkpointFormat = 1;

const interval = z.strictObject({
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
  calibration: z.array(
    z.strictObject({
      language: z.enum(languageIds),
      bin: z.enum(lengthBins),
      humans: z.int(),
      humanGroups: z.int(),
      ais: z.int(),
      slope: z.number(),
      intercept: z.number(),
      humanTail: tail,
      aiTail: tail,
    }),
  ),
  training: z.strictObject({
    /** The command that makes this checkpoint. */
    command: z.string(),
    seed: z.int(),
    options: z.record(z.string(), z.unknown()),
    data: z.array(z.strictObject({ file: z.string(), sha256: z.string(), rows: z.int() })),
    rows: z.strictObject({ human: z.int(), ai: z.int() }),
  }),
  /** Figures on held-out groups of the training data (cross-fitted), never on the benchmark. */
  metrics: z.record(z.string(), interval),
});

export type Checkpoint = z.infer<typeof checkpointSchema>;

/**
 * Reads the text of a `checkpoint.json`.
 * @throws when it is not JSON, of another format version, or of another shape; the message names the remedy
 */
export function parseCheckpoint(json: string, where: string): Checkpoint {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new Error(`${where} is not JSON. Restore the checkpoint folder from the release.`, { cause });
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== checkpointFormat)
    throw new Error(
      `${where} has checkpoint format ${JSON.stringify(format)}; this version of whowrote reads format ${checkpointFormat}. ` +
        `Install the whowrote that wrote it, or train it again with training/runs/release.sh.`,
    );
  const parsed = checkpointSchema.safeParse(value);
  if (!parsed.success) throw notOfThisShape(where, parsed.error);
  return parsed.data;
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
