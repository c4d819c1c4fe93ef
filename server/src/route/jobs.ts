import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { actorOf } from "../access.ts";
import type { AppEnv, AppParts } from "../app-parts.ts";
import { cancelJob, deleteJob } from "../job/end-job.ts";
import { findJob, listJobs } from "../job/find-jobs.ts";
import { listFiles } from "../job/job-files.ts";
import { jobStates, type Job } from "../job.ts";
import { Problem } from "../problem.ts";
import { job, jobId, jobPage, jobResults, toWireFile, toWireJob } from "../schema/job.ts";
import { keySecurity } from "../schema/key-security.ts";
import { problems } from "../schema/problem.ts";
import { createEventStreams } from "./job-events.ts";
import { streamFiles, type DownloadFormId } from "./job-download.ts";
import { ownerOf } from "./owner-of.ts";
import { createRouter } from "./router.ts";

const params = z.object({ id: jobId });
const jobQuery = z.strictObject({
  state: z.enum(jobStates).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: "Jobs of a page." }),
  after: z.uuid().optional().openapi({ description: "`next` of the page before." }),
});
const highestNumber = 2_147_483_647;
const resultQuery = z.strictObject({
  format: z.enum(["json", "csv", "jsonl"]).optional().openapi({
    description:
      "`csv` and `jsonl`, one JSON object a line, give all files at once. What the Accept header asks for where left out, else json.",
  }),
  limit: z.coerce.number().int().min(1).max(5000).default(200).openapi({ description: "Files of a page." }),
  after: z.coerce
    .number()
    .int()
    .min(-1)
    .max(highestNumber)
    .default(-1)
    .openapi({ description: "`next` of the page before." }),
});
const eventHeaders = z.object({
  "last-event-id": z
    .string()
    .regex(/^\d{1,9}$/, "must be the id of an event")
    .optional()
    .openapi({ description: "The last event that was seen: those after it are sent." }),
});

/** Everything about jobs but making them. A key that may make jobs sees its own. */
export function jobsRoutes({ access, storage: { db }, stopping }: AppParts) {
  const streamEvents = createEventStreams(db);
  const shared = {
    tags: ["Jobs"],
    security: keySecurity,
    middleware: [access.authenticate("batch")],
  };

  /** @throws {Problem} 404 */
  const find = async (context: Context<AppEnv>, id: string): Promise<Job> => {
    const found = await findJob(db, id.toLowerCase(), ownerOf(context.get("caller")));
    if (found === undefined) throw noJob(id);
    return found;
  };

  const list = createRoute({
    ...shared,
    method: "get",
    path: "/api/v1/jobs",
    operationId: "listJobs",
    summary: "Jobs, newest first",
    request: { query: jobQuery },
    responses: {
      200: { description: "A page.", content: { "application/json": { schema: jobPage } } },
      ...problems(),
    },
  });

  const get = createRoute({
    ...shared,
    method: "get",
    path: "/api/v1/jobs/{id}",
    operationId: "getJob",
    summary: "How far a job is",
    request: { params },
    responses: {
      200: { description: "The job.", content: { "application/json": { schema: job } } },
      ...problems(404),
    },
  });

  const events = createRoute({
    ...shared,
    method: "get",
    path: "/api/v1/jobs/{id}/events",
    operationId: "watchJob",
    summary: "What happens to a job, as it happens",
    description:
      "Server-sent events: `file` for each file that is over, `progress`, and `end`, after which the stream ends. `id` counts the files that are over; " +
      "a reader that was cut off goes on behind the last one it saw (Last-Event-ID, which browsers send by themselves).",
    request: { params, headers: eventHeaders },
    responses: {
      200: { description: "The events.", content: { "text/event-stream": { schema: { type: "string" } } } },
      ...problems(404),
    },
  });

  const results = createRoute({
    ...shared,
    method: "get",
    path: "/api/v1/jobs/{id}/results",
    operationId: "getJobResults",
    summary: "The files of a job with their verdicts",
    request: { params, query: resultQuery },
    responses: {
      200: {
        description: "A page of files, or all of them as CSV or JSON Lines.",
        content: {
          "application/json": { schema: jobResults },
          "text/csv": { schema: { type: "string" } },
          "application/jsonl": { schema: { type: "string" } },
        },
      },
      ...problems(404),
    },
  });

  const cancel = createRoute({
    ...shared,
    method: "post",
    path: "/api/v1/jobs/{id}/cancel",
    operationId: "cancelJob",
    summary: "Stop a job; what has a verdict keeps it",
    request: { params },
    responses: {
      200: { description: "It is cancelled.", content: { "application/json": { schema: job } } },
      ...problems(404, 409),
    },
  });

  const remove = createRoute({
    ...shared,
    method: "delete",
    path: "/api/v1/jobs/{id}",
    operationId: "deleteJob",
    summary: "Delete a job with its results and predictions; one that runs is stopped",
    request: { params },
    responses: { 204: { description: "It is gone." }, ...problems(404) },
  });

  return createRouter()
    .openapi(list, async (context) => {
      const { after, ...query } = context.req.valid("query");
      const owner = ownerOf(context.get("caller"));
      const { jobs, next } = await listJobs(db, { ...owner, ...query, after: after?.toLowerCase() });
      return context.json({ jobs: jobs.map(toWireJob), ...(next !== undefined && { next }) }, 200);
    })
    .openapi(get, async (context) => {
      const found = await find(context, context.req.valid("param").id);
      return context.json(toWireJob(found), 200);
    })
    .openapi(events, async (context) => {
      const { id } = await find(context, context.req.valid("param").id);
      const after = Number(context.req.valid("header")["last-event-id"] ?? 0);
      return streamEvents(id, after, AbortSignal.any([context.req.raw.signal, stopping]));
    })
    .openapi(results, async (context) => {
      const found = await find(context, context.req.valid("param").id);
      const { format, limit, after } = context.req.valid("query");
      const form = format ?? acceptedForm(context.req.header("accept") ?? "");
      if (form !== "json")
        return streamFiles(db, found.id, form, {
          signal: context.req.raw.signal,
          cut: () => void context.env?.outgoing?.destroy(),
        });
      const files = await listFiles(db, found.id, { after, limit: limit + 1 });
      const page = files.slice(0, limit).map(toWireFile);
      const next = files.length > limit ? page.at(-1)?.position : undefined;
      return context.json({ job: toWireJob(found), files: page, ...(next !== undefined && { next }) }, 200);
    })
    .openapi(cancel, async (context) => {
      const { id } = await find(context, context.req.valid("param").id);
      const cancelled = await cancelJob(db, id);
      if (cancelled === undefined)
        throw new Problem(409, "The job is already over: it cannot be cancelled.", { title: "Already over" });
      return context.json(toWireJob(cancelled), 200);
    })
    .openapi(remove, async (context) => {
      const { id } = await find(context, context.req.valid("param").id);
      await deleteJob(db, id, actorOf(context.get("caller")));
      return context.body(null, 204);
    });
}

function acceptedForm(accept: string): DownloadFormId | "json" {
  if (/^text\/csv\b/i.test(accept)) return "csv";
  return /^application\/jsonl\b/i.test(accept) ? "jsonl" : "json";
}

const noJob = (id: string): Problem =>
  new Problem(404, `There is no job ${id}. It may have been deleted, or be another key's.`, { title: "Not found" });
