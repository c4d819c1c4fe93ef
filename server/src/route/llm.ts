import { createRoute } from "@hono/zod-openapi";
import type { AppParts } from "../app-parts.ts";
import { keySecurity } from "../schema/key-security.ts";
import { llmState, toWireLlm } from "../schema/llm.ts";
import { problems } from "../schema/problem.ts";
import { createRouter } from "./router.ts";

/** `/api/v1/llm`: which language models the server lets callers ask, and where code goes then. */
export function llmRoutes({ access, settings, languageModels }: AppParts) {
  const route = createRoute({
    method: "get",
    path: "/api/v1/llm",
    operationId: "languageModels",
    summary: "Which language models may be asked, where code goes then, and how their keys are",
    tags: ["State of the server"],
    security: keySecurity,
    middleware: [access.authenticate("read")],
    responses: {
      200: { description: "Their state.", content: { "application/json": { schema: llmState } } },
      ...problems(),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const { scopes } = context.get("caller");
    return Promise.resolve(context.json(toWireLlm(languageModels.state(), settings, scopes.has("admin")), 200));
  });
}
