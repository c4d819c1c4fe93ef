import { createRoute } from "@hono/zod-openapi";
import { languages } from "whowrote/language/index";
import type { Access, Caller } from "../access.ts";
import type { AppParts } from "../app-parts.ts";
import { caller } from "../schema/caller.ts";
import { keySecurity } from "../schema/key-security.ts";
import { toWireKey } from "../schema/key.ts";
import { problems } from "../schema/problem.ts";
import { version } from "../version.ts";
import { askerOf } from "./judge-request.ts";
import { createRouter } from "./router.ts";

/** `/api/v1/me`: who asks, what for, and what the server takes. */
export function meRoutes({ access, settings, versions, inference }: AppParts) {
  const route = createRoute({
    method: "get",
    path: "/api/v1/me",
    operationId: "me",
    summary: "What the caller may do, and what this server takes and keeps",
    description: "Takes any key. A server that needs keys answers 401 without one.",
    tags: ["Keys"],
    security: keySecurity,
    middleware: [access.authenticate()],
    responses: {
      200: { description: "The caller.", content: { "application/json": { schema: caller } } },
      ...problems(),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const asker = context.get("caller");
    const key = await findKey(access, asker);
    const { fileBytes, bodyBytes, archiveBytes, unpackedBytes, archiveFiles, timeLimit, retentionDays } = settings;
    return context.json(
      {
        version,
        keys_needed: access.needsKeys,
        scopes: [...asker.scopes],
        ...(key && { key }),
        model_version: versions.choose(askerOf(context).stickyKey),
        false_positive_rate: settings.falsePositiveRate,
        languages: Object.values(languages).map(({ id, name, extensions }) => ({
          ...{ id, name },
          extensions: [...extensions],
        })),
        limits: {
          file_bytes: fileBytes,
          body_bytes: bodyBytes,
          archive_bytes: archiveBytes,
          unpacked_bytes: unpackedBytes,
          archive_files: archiveFiles,
          seconds: timeLimit,
        },
        keeps: { code: settings.storeCode, days: retentionDays === 0 ? null : retentionDays },
        similarity: { embedding: inference.embed !== undefined },
        retraining: settings.retrainCommand !== undefined,
      },
      200,
    );
  });
}

async function findKey({ keys }: Access, { keyId }: Caller) {
  if (keyId === undefined) return undefined;
  const found = (await keys.list()).find(({ id }) => id === keyId);
  if (found === undefined) return undefined;
  const { id, name, rate_per_minute, expires_at } = toWireKey(found);
  return {
    ...{ id, name },
    ...(rate_per_minute !== undefined && { rate_per_minute }),
    ...(expires_at !== undefined && { expires_at }),
  };
}
