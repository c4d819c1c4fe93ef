import { z } from "@hono/zod-openapi";
import type { RetrainRun } from "../retrain.ts";

export const retrainRun = z
  .object({
    id: z.uuid().openapi({ description: "Names the log in the folder retrain/ of the data folder." }),
    reason: z.enum(["schedule", "alarm", "request"]),
    state: z.enum(["running", "done", "failed", "timed-out", "aborted"]),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime().optional(),
    exit_code: z.int().optional(),
  })
  .openapi("RetrainRun");

export const retrainList = z
  .object({ runs: z.array(retrainRun).openapi({ description: "Newest first." }) })
  .openapi("RetrainList");

export const toWireRun = (run: RetrainRun): z.output<typeof retrainRun> => ({
  id: run.id,
  reason: run.reason,
  state: run.state,
  started_at: run.startedAt.toISOString(),
  ...(run.endedAt && { ended_at: run.endedAt.toISOString() }),
  ...(run.exitCode !== null && { exit_code: run.exitCode }),
});
