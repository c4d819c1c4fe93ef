import { createRoute, z } from "@hono/zod-openapi";
import { actorOf } from "../access.ts";
import type { AppParts } from "../app-parts.ts";
import { keySecurity } from "../schema/key-security.ts";
import { predictionId, storedPrediction, type Prediction } from "../schema/prediction.ts";
import { predictionPage, predictionQuery, toPredictionFilter } from "../schema/predictions.ts";
import { problems } from "../schema/problem.ts";
import { appendAuditEntry } from "../storage/audit-log.ts";
import { deletePrediction, getPrediction, listPredictions } from "../storage/predictions.ts";
import { noPrediction } from "./no-prediction.ts";
import { createRouter } from "./router.ts";
import { toSummary } from "./prediction-summary.ts";

const tags = ["Predictions"];
const params = z.object({ id: predictionId });

export function predictionsRoutes({ access, storage: { db } }: AppParts) {
  const list = createRoute({
    method: "get",
    path: "/api/v1/predictions",
    operationId: "listPredictions",
    summary: "What was judged, newest first",
    tags,
    security: keySecurity,
    middleware: [access.authenticate("read")],
    request: { query: predictionQuery },
    responses: {
      200: { description: "A page.", content: { "application/json": { schema: predictionPage } } },
      ...problems(),
    },
  });

  const get = createRoute({
    method: "get",
    path: "/api/v1/predictions/{id}",
    operationId: "getPrediction",
    summary: "One prediction, as it was answered, and what was said to it",
    tags,
    security: keySecurity,
    middleware: [access.authenticate("read")],
    request: { params },
    responses: {
      200: { description: "The answer of then.", content: { "application/json": { schema: storedPrediction } } },
      ...problems(404),
    },
  });

  const remove = createRoute({
    method: "delete",
    path: "/api/v1/predictions/{id}",
    operationId: "deletePrediction",
    summary: "Delete a prediction and what was said about it",
    tags,
    security: keySecurity,
    middleware: [access.authenticate("admin")],
    request: { params },
    responses: { 204: { description: "It is gone." }, ...problems(404) },
  });

  return createRouter()
    .openapi(list, async (context) => {
      const { limit, after, ...filter } = context.req.valid("query");
      const page = await listPredictions(db, toPredictionFilter(filter), {
        limit,
        ...(after !== undefined && { after: after.toLowerCase() }),
      });
      const { next } = page;
      return context.json({ predictions: page.rows.map(toSummary), ...(next !== undefined && { next }) }, 200);
    })
    .openapi(get, async (context) => {
      const { id } = context.req.valid("param");
      const row = await getPrediction(db, id.toLowerCase());
      if (row === undefined) throw noPrediction(id);
      const { code, job_id: jobId, feedback, disputed } = row;
      const answer = row.answer as Prediction;
      const beside = { ...(code !== null && { code }), ...(jobId !== null && { job_id: jobId }), feedback, disputed };
      return context.json({ ...answer, ...beside }, 200);
    })
    .openapi(remove, async (context) => {
      const id = context.req.valid("param").id.toLowerCase();
      const actor = actorOf(context.get("caller"));
      await db.transaction().execute(async (transaction) => {
        if (!(await deletePrediction(transaction, id))) throw noPrediction(id);
        await appendAuditEntry(transaction, { actor, action: "prediction.delete", subject: id });
      });
      return context.body(null, 204);
    });
}
