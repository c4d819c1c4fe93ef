import { createRoute } from "@hono/zod-openapi";
import type { AppParts } from "../app-parts.ts";
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
    request: judgeRequest(parts.settings, "PredictRequest"),
    responses: {
      200: { description: "The verdict.", content: { "application/json": { schema: prediction } } },
      ...bodyProblems(504),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const { answer } = await parts.predictor.predict({
      ...toPredictRequest(context.req.valid("json"), context),
      detail: "tokens",
    });
    return context.json(answer, 200);
  });
}
