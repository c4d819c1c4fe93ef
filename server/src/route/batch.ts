import { createRoute, type z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv, AppParts } from "../app-parts.ts";
import type { FileBundle } from "../job/bundle.ts";
import { bundleTexts } from "../job/bundle/json.ts";
import { openUpload } from "../job/open-upload.ts";
import { checkWebhookUrl } from "../job/webhook/webhook-url.ts";
import { idempotent } from "../middleware/idempotent.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { Problem } from "../problem.ts";
import { idempotencyHeaders } from "../schema/idempotency-key.ts";
import { batchOptions, batchRequest, job, toJobOptions, toWireJob, type WireJob } from "../schema/job.ts";
import { keySecurity } from "../schema/key-security.ts";
import { bodyProblems } from "../schema/problem.ts";
import type { Settings } from "../settings.ts";
import { misfit } from "./misfit.ts";
import { createRouter } from "./router.ts";

interface Batch {
  readonly bundle: FileBundle;
  readonly options: BatchOptions;
}

type BatchOptions = z.output<typeof batchOptions>;
type BatchRequest = z.output<ReturnType<typeof batchRequest>>;

const isJson = (context: Context): boolean =>
  /^application\/json\s*(;|$)/i.test(context.req.header("content-type") ?? "");

export function batchRoutes(parts: AppParts) {
  const { settings, jobs } = parts;
  const route = createRoute({
    method: "post",
    path: "/api/v1/batch",
    operationId: "createJob",
    summary: "Judge many files in the background",
    description:
      "Takes files as JSON, as multipart/form-data (many files, or one archive, and a field `options`), or a zip, tar or tar.gz archive as the body. " +
      "What cannot or should not be judged is listed in the results as skipped, with the reason. An Idempotency-Key is taken with JSON only.",
    tags: ["Jobs"],
    security: keySecurity,
    middleware: [parts.access.authenticate("batch"), onlyJson(jsonBody(settings)), onlyJson(idempotent(parts))],
    request: {
      headers: idempotencyHeaders,
      body: {
        content: {
          "application/json": { schema: batchRequest(settings) },
          // Read as they come; a schema of zod would have them read into memory.
          "multipart/form-data": {
            schema: {
              type: "object",
              properties: {
                files: { type: "array", items: { type: "string", format: "binary" } },
                options: { type: "string", description: "JSON, as BatchOptions." },
              },
            },
          },
          "application/zip": { schema: { type: "string", format: "binary" } },
          "application/gzip": { schema: { type: "string", format: "binary" } },
          "application/x-tar": { schema: { type: "string", format: "binary" } },
        },
      },
    },
    responses: {
      202: {
        description: "The job is there.",
        headers: { location: { description: "Where to ask how far it is.", schema: { type: "string" } } },
        content: { "application/json": { schema: job } },
      },
      ...bodyProblems(),
    },
  });
  const create = async (context: Context<AppEnv>, { bundle, options }: Batch): Promise<WireJob> => {
    const webhook = await checkedOrClosed(bundle, () => webhookOf(options, settings));
    const { keyId } = context.get("caller");
    return toWireJob(await jobs.create(bundle, { options: toJobOptions(options), keyId, webhook }));
  };
  /** Each stands on the disk until it is unpacked. */
  let uploads = 0;
  const takeUpload = async (context: Context<AppEnv>): Promise<WireJob> => {
    if (uploads >= settings.uploads) throw tooManyUploads();
    uploads++;
    try {
      return await create(context, await fromUpload(context, settings));
    } finally {
      uploads--;
    }
  };
  return createRouter().openapi(route, async (context) => {
    const made = isJson(context)
      ? // The types know no route whose body is JSON or something else.
        await create(context, fromJson(context.req.valid("json" as never) as BatchRequest))
      : await takeUpload(context);
    return context.json(made, 202, { location: `/api/v1/jobs/${made.id}` });
  });
}

const onlyJson =
  (middleware: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> =>
  async (context, next) =>
    isJson(context) ? middleware(context, next) : next();

function fromJson({ files, ...options }: BatchRequest): Batch {
  return { bundle: bundleTexts(files), options };
}

const tooManyUploads = (): Problem =>
  new Problem(503, "Too many uploads are being taken. Ask again.", {
    title: "Too many uploads",
    headers: { "retry-after": "5", connection: "close" },
  });

async function fromUpload(context: Context<AppEnv>, settings: Settings): Promise<Batch> {
  if (context.req.header("idempotency-key") !== undefined)
    throw new Problem(400, "An Idempotency-Key is taken with JSON only: send the files as JSON, or without the key.", {
      title: "Bad Idempotency-Key",
      headers: { connection: "close" },
    });
  const declared = Number(context.req.header("content-length") ?? 0);
  if (declared > settings.archiveBytes * 1.01 + 1_000_000)
    throw new Problem(413, `The upload is larger than ${settings.archiveBytes} bytes. Send it in parts.`, {
      title: "The upload is too large",
      headers: { connection: "close" },
    });
  const { bundle, options } = await openUpload(context.req.header("content-type") ?? "", bodyOf(context), settings);
  return { bundle, options: await checkedOrClosed(bundle, () => parseOptions(options)) };
}

/** The socket's own stream where there is one. Leaving it early must not destroy the socket: the refusal has to go out. */
async function* bodyOf(context: Context<AppEnv>): AsyncGenerator<Uint8Array, void> {
  const source = context.env?.incoming ?? context.req.raw.body;
  if (source === null) return;
  const stream: AsyncIterable<Uint8Array> =
    source instanceof ReadableStream ? source : source.iterator({ destroyOnReturn: false });
  const chunks = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((cause: unknown) => {
        throw new Problem(400, "The body ended before it was whole.", { title: "Bad request", cause });
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

function parseOptions(text: string | undefined): BatchOptions {
  if (text === undefined) return {};
  const parsed = batchOptions.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw misfit("options", parsed.error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem(422, "options: must be JSON", { title: "The request does not fit", cause });
  }
}

function webhookOf({ webhook }: BatchOptions, { webhookPrivate, webhookSecret }: Settings) {
  if (webhook === undefined) return undefined;
  const refuse = (detail: string): Problem => new Problem(422, detail, { title: "The webhook does not fit" });
  const url = checkWebhookUrl(webhook.url, webhookPrivate);
  if ("refusal" in url) throw refuse(`webhook/url: ${url.refusal}`);
  const secret = webhook.secret ?? webhookSecret;
  if (secret === undefined)
    throw refuse("webhook/secret: is needed to sign the message, for the server has none (WHOWROTE_WEBHOOK_SECRET)");
  return { url: url.href, secret };
}

/** Whoever opened a bundle closes it, also when what stands beside it is refused. */
async function checkedOrClosed<Value>(bundle: FileBundle, check: () => Value): Promise<Value> {
  try {
    return check();
  } catch (error) {
    await bundle.close();
    throw error;
  }
}
