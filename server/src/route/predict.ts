import { createRoute } from "@hono/zod-openapi";
import type { AppParts } from "../app-parts.ts";
import { judgeWithRewriting } from "../prediction/judge-with-rewriting.ts";
import { predictFields } from "../schema/judge-fields.ts";
import { keySecurity } from "../schema/key-security.ts";
import { prediction } from "../schema/prediction.ts";
import { bodyProblems } from "../schema/problem.ts";
import { beforeJson } from "./before-json.ts";
import { judgeRequest, toPredictRequest } from "./judge-request.ts";
import { createRouter } from "./router.ts";

export function predictRoutes(parts: AppParts) {
  const route = createRoute({
    method: "post",
    path: "/api/v1/predict",
    operationId: "predict",
    summary: "Who wrote this code, a person or an AI, and how sure can one be?",
    tags: ["Judge code"],
    security: keySecurity,
    middleware: beforeJson(parts, "predict"),
    request: judgeRequest(parts.settings, "PredictRequest", predictFields),
    responses: {
      200: { description: "The verdict.", content: { "application/json": { schema: prediction } } },
      ...bodyProblems(504),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const { rewrite = false, ...code } = context.req.valid("json");
    const request = { ...toPredictRequest(code, context), detail: "tokens" } as const;
    if (!rewrite) return context.json((await parts.predictor.predict(request)).answer, 200);
    const asking = parts.languageModels.begin(request.signal);
    try {
      return context.json((await judgeWithRewriting(parts, request, asking)).answer, 200);
    } finally {
      asking.end();
    }
  });
}
