import { createRoute, z } from "@hono/zod-openapi";
import { actorOf } from "../access.ts";
import type { AppParts } from "../app-parts.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { Problem } from "../problem.ts";
import { keySecurity } from "../schema/key-security.ts";
import { apiKey, fromWireDraft, keyDraft, keyId, keyList, newKey, toWireKey } from "../schema/key.ts";
import { bodyProblems, problems } from "../schema/problem.ts";
import { createRouter } from "./router.ts";

/** `/api/v1/keys`: who may use the server, for administrators. */
export function keysRoutes({ access, settings }: Pick<AppParts, "access" | "settings">) {
  const administrate = access.authenticate("admin");

  const listRoute = createRoute({
    method: "get",
    path: "/api/v1/keys",
    operationId: "listKeys",
    summary: "All keys, without their secrets",
    tags: ["Keys"],
    security: keySecurity,
    middleware: [administrate],
    responses: {
      200: { description: "The keys.", content: { "application/json": { schema: keyList } } },
      ...problems(),
    },
  });

  const createKeyRoute = createRoute({
    method: "post",
    path: "/api/v1/keys",
    operationId: "createKey",
    summary: "Make a key",
    tags: ["Keys"],
    security: keySecurity,
    middleware: [administrate, jsonBody(settings)],
    request: { body: { required: true, content: { "application/json": { schema: keyDraft } } } },
    responses: {
      201: { description: "The key, shown this once.", content: { "application/json": { schema: newKey } } },
      ...bodyProblems(),
    },
  });

  const revokeRoute = createRoute({
    method: "delete",
    path: "/api/v1/keys/{id}",
    operationId: "revokeKey",
    summary: "Revoke a key",
    description: "This server refuses it at once, other servers on the same database within five seconds.",
    tags: ["Keys"],
    security: keySecurity,
    middleware: [administrate],
    request: { params: z.object({ id: keyId }) },
    responses: {
      200: { description: "The key, now revoked.", content: { "application/json": { schema: apiKey } } },
      ...problems(404),
    },
  });

  return createRouter()
    .openapi(listRoute, async (context) => context.json({ keys: (await access.keys.list()).map(toWireKey) }, 200))
    .openapi(createKeyRoute, async (context) => {
      const draft = fromWireDraft(context.req.valid("json"));
      if (draft.expiresAt !== undefined && draft.expiresAt.getTime() <= Date.now())
        throw new Problem(422, "expires_at is past: name a time to come.", { title: "The request does not fit" });
      const { key, text } = await access.keys.create(draft, actorOf(context.get("caller")));
      return context.json({ ...toWireKey(key), key: text }, 201);
    })
    .openapi(revokeRoute, async (context) => {
      const { id } = context.req.valid("param");
      const key = await access.keys.revoke(id, actorOf(context.get("caller")));
      if (key === undefined)
        throw new Problem(404, "There is no key with this id. GET /api/v1/keys lists those there are.", {
          title: "No such key",
        });
      return context.json(toWireKey(key), 200);
    });
}
