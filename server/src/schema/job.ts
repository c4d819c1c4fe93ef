import { z } from "@hono/zod-openapi";
import { jobStates, type Job, type JobFile, type JobOptions } from "../job.ts";
import type { Settings } from "../settings.ts";
import { falsePositiveRate, language } from "./code.ts";
import { predictionId, verdict } from "./prediction.ts";
import { text } from "./text.ts";

export const jobId = z.uuid().openapi({ example: "0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f" });

const probability = z.number().min(0).max(1);

const optionFields = {
  false_positive_rate: falsePositiveRate,
  all: z
    .boolean()
    .optional()
    .openapi({ description: "Judges also what is ignored by git, vendored, generated or minified." }),
  languages: z.array(language).min(1).max(12).optional().openapi({ description: "Judges only these." }),
  webhook: z
    .strictObject({
      url: text(1, 2000).openapi({ description: "http or https, in no private network. Redirects are not followed." }),
      secret: text(24, 200)
        .regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters")
        .optional()
        .openapi({
          description:
            "Signs the message as Standard Webhooks says: `webhook-signature` is `v1,` and the base64 of the HMAC-SHA-256 over `webhook-id.webhook-timestamp.body`. Kept until the message is delivered. The server's own where left out.",
        }),
    })
    .optional()
    .openapi({ description: "Who is told when the job is over." }),
};

export const batchOptions = z.strictObject(optionFields).openapi("BatchOptions");

export const batchRequest = ({ archiveFiles }: Settings) =>
  z
    .strictObject({
      files: z
        .array(
          z.strictObject({
            path: text(1, 2000).openapi({
              description: "Name of the file, as the results give it.",
              example: "src/add.py",
            }),
            code: z.string().openapi({ description: "What is too long, binary or empty is listed as skipped." }),
            language: language.optional(),
          }),
        )
        .min(1)
        .max(archiveFiles),
      ...optionFields,
    })
    .openapi("BatchRequest");

export const job = z
  .object({
    id: jobId,
    state: z.enum(jobStates).openapi({
      description: "`failed`: no file could be judged. A job is `done` also when some of its files failed.",
    }),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().optional(),
    finished_at: z.iso.datetime().optional(),
    files: z
      .object({
        total: z.int().min(0),
        done: z.int().min(0),
        failed: z.int().min(0),
        skipped: z.int().min(0),
      })
      .openapi({ description: "How many files are over, and how." }),
    progress: probability.openapi({ description: "Share of the files that are over." }),
    options: z.object({
      false_positive_rate: falsePositiveRate,
      all: z.boolean().optional(),
      languages: z.array(language).optional(),
    }),
    webhook: z
      .object({
        url: z.string(),
        attempts: z.int().min(0),
        delivered_at: z.iso.datetime().optional(),
        error: z.string().optional().openapi({ description: "Why the last attempt failed." }),
      })
      .optional(),
    error: z.string().optional(),
  })
  .openapi("Job");

export type WireJob = z.output<typeof job>;

export const jobPage = z
  .object({
    jobs: z.array(job).openapi({ description: "Newest first." }),
    next: z.uuid().optional().openapi({ description: "Give it as `after` for the next page. Left out on the last." }),
  })
  .openapi("JobPage");

export const jobFile = z
  .object({
    position: z.int().min(0).openapi({ description: "In the order of the upload." }),
    path: z.string(),
    state: z.enum(["waiting", "done", "failed", "skipped", "cancelled"]),
    language: z.string().optional(),
    error: z.string().optional().openapi({ description: "Why it was skipped or failed." }),
    prediction_id: predictionId.optional(),
    verdict: verdict.optional(),
    probability: probability.nullable().optional(),
    false_alarm_rate: probability.nullable().optional(),
    lines: z.int().min(0).optional(),
    model_version: z.string().optional(),
  })
  .openapi("JobFile");

export type WireJobFile = z.output<typeof jobFile>;

export const jobResults = z
  .object({
    job,
    files: z.array(jobFile).openapi({ description: "By position." }),
    next: z.int().optional().openapi({ description: "Give it as `after` for the next page. Left out on the last." }),
  })
  .openapi("JobResults");

export function toWireJob({ id, state, files, options, webhook, error, ...times }: Job): WireJob {
  const over = files.done + files.failed + files.skipped;
  return {
    id,
    state,
    created_at: times.createdAt.toISOString(),
    ...(times.startedAt && { started_at: times.startedAt.toISOString() }),
    ...(times.finishedAt && { finished_at: times.finishedAt.toISOString() }),
    files: { ...files },
    progress: files.total === 0 ? 1 : over / files.total,
    options: {
      ...(options.falsePositiveRate !== undefined && { false_positive_rate: options.falsePositiveRate }),
      ...(options.all !== undefined && { all: options.all }),
      ...(options.languages && { languages: [...options.languages] }),
    },
    ...(webhook && {
      webhook: {
        url: webhook.url,
        attempts: webhook.attempts,
        ...(webhook.deliveredAt && { delivered_at: webhook.deliveredAt.toISOString() }),
        ...(webhook.error !== undefined && { error: webhook.error }),
      },
    }),
    ...(error !== undefined && { error }),
  };
}

export function toWireFile({ position, path, state, language: told, error, prediction }: JobFile): WireJobFile {
  return {
    position,
    path,
    state,
    ...(told !== undefined && { language: told }),
    ...(error !== undefined && { error }),
    ...(prediction && {
      prediction_id: prediction.id,
      verdict: prediction.verdict,
      probability: prediction.probability,
      false_alarm_rate: prediction.falseAlarmRate,
      lines: prediction.lines,
      model_version: prediction.modelVersion,
    }),
  };
}

export const toJobOptions = (given: z.output<typeof batchOptions>): JobOptions => ({
  ...(given.false_positive_rate !== undefined && { falsePositiveRate: given.false_positive_rate }),
  ...(given.all !== undefined && { all: given.all }),
  ...(given.languages && { languages: given.languages }),
});
