import { createRoute } from "@hono/zod-openapi";
import type { AppParts } from "../app-parts.ts";
import { detectAiAnswer, riskLevelOf } from "../schema/detect-ai.ts";
import { keySecurity } from "../schema/key-security.ts";
import { bodyProblems } from "../schema/problem.ts";
import { beforeJson } from "./before-json.ts";
import { judgeRequest, toPredictRequest } from "./judge-request.ts";
import { createRouter } from "./router.ts";

export function detectAiRoutes(parts: AppParts) {
  const route = createRoute({
    method: "post",
    path: "/api/v1/ml/detect-ai",
    operationId: "detectAi",
    summary: "Is this AI code? A short answer for programs that act on it",
    tags: ["Judge code"],
    security: keySecurity,
    middleware: beforeJson(parts, "predict"),
    request: judgeRequest(parts.settings, "DetectAiRequest", {}),
    responses: {
      200: { description: "The short answer.", content: { "application/json": { schema: detectAiAnswer } } },
      ...bodyProblems(504),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const { answer } = await parts.predictor.predict({
      ...toPredictRequest(context.req.valid("json"), context),
      detail: "verdict",
    });
    const { id, verdict, probability, false_alarm_rate, reason, language, model_version } = answer;
    return context.json(
      {
        id,
        ai_score: probability,
        is_ai: verdict === "ai",
        risk_level: riskLevelOf(answer),
        verdict,
        false_alarm_rate,
        false_positive_rate: answer.false_positive_rate,
        reason,
        language,
        model_version,
      },
      200,
    );
  });
}
