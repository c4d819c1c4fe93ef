import { createRoute, z } from "@hono/zod-openapi";
import type { AppParts } from "../app-parts.ts";
import { feedbackAnswer, feedbackList, feedbackRequest } from "../schema/feedback.ts";
import { idempotencyHeaders } from "../schema/idempotency-key.ts";
import { keySecurity } from "../schema/key-security.ts";
import { predictionId } from "../schema/prediction.ts";
import { bodyProblems, problems } from "../schema/problem.ts";
import { addFeedback, listFeedback, type Feedback } from "../storage/feedback.ts";
import { getPrediction } from "../storage/predictions.ts";
import { beforeJson } from "./before-json.ts";
import { noPrediction } from "./no-prediction.ts";
import { createRouter } from "./router.ts";

const path = "/api/v1/predictions/{id}/feedback";
const params = z.object({ id: predictionId });
const tags = ["Predictions"];

export function feedbackRoutes(parts: AppParts) {
  const { access, storage } = parts;

  const give = createRoute({
    method: "post",
    path,
    operationId: "giveFeedback",
    summary: "Dispute or confirm a verdict",
    tags,
    security: keySecurity,
    middleware: beforeJson(parts, "predict"),
    request: {
      params,
      headers: idempotencyHeaders,
      body: { required: true, content: { "application/json": { schema: feedbackRequest } } },
    },
    responses: {
      201: { description: "It is kept.", content: { "application/json": { schema: feedbackAnswer } } },
      ...bodyProblems(404),
    },
  });

  const list = createRoute({
    method: "get",
    path,
    operationId: "listFeedback",
    summary: "What was said about a verdict, oldest first",
    tags,
    security: keySecurity,
    middleware: [access.authenticate("read")],
    request: { params },
    responses: {
      200: { description: "All of it.", content: { "application/json": { schema: feedbackList } } },
      ...problems(404),
    },
  });

  return createRouter()
    .openapi(give, async (context) => {
      const { id } = context.req.valid("param");
      const { says, note } = context.req.valid("json");
      const { keyId } = context.get("caller");
      const feedback = await addFeedback(storage.db, {
        predictionId: id.toLowerCase(),
        says,
        note,
        ...(keyId !== undefined && { keyId }),
      });
      if (feedback === undefined) throw noPrediction(id);
      return context.json(toAnswer(feedback), 201);
    })
    .openapi(list, async (context) => {
      const { id } = context.req.valid("param");
      const rows = await listFeedback(storage.db, id.toLowerCase());
      if (rows.length === 0 && !(await getPrediction(storage.db, id.toLowerCase()))) throw noPrediction(id);
      return context.json({ feedback: rows.map(toAnswer) }, 200);
    });
}

const toAnswer = ({ id, prediction_id, says, note, created_at }: Feedback) => ({
  id,
  prediction_id,
  says,
  note,
  created_at: created_at.toISOString(),
});
