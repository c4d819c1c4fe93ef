import { createRoute } from "@hono/zod-openapi";
import { verdictSentences } from "whowrote/cli/explainer/sentences";
import type { AppParts } from "../app-parts.ts";
import { explanation, toEvidence } from "../schema/explanation.ts";
import { keySecurity } from "../schema/key-security.ts";
import { bodyProblems } from "../schema/problem.ts";
import { beforeJson } from "./before-json.ts";
import { judgeRequest, toPredictRequest } from "./judge-request.ts";
import { createRouter } from "./router.ts";

export function explainRoutes(parts: AppParts) {
  const route = createRoute({
    method: "post",
    path: "/api/v1/explain",
    operationId: "explain",
    summary: "Why this verdict? Signals, lines and tokens with what each adds",
    tags: ["Judge code"],
    security: keySecurity,
    middleware: beforeJson(parts, "predict"),
    request: judgeRequest(parts.settings, "ExplainRequest"),
    responses: {
      200: { description: "The verdict with its evidence.", content: { "application/json": { schema: explanation } } },
      ...bodyProblems(504),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const code = context.req.valid("json");
    const { answer, judged } = await parts.predictor.predict({
      ...toPredictRequest(code, context),
      detail: "explanation",
    });
    const { explanation: explained } = judged;
    if (explained === undefined) throw new Error("The detectors were asked for an explanation and gave none.");
    const sentences = verdictSentences({
      path: code.path ?? "",
      text: code.code,
      explanation: explained,
      falsePositiveRate: answer.false_positive_rate,
    });
    return context.json({ ...answer, evidence: toEvidence(explained, sentences, code.code) }, 200);
  });
}
