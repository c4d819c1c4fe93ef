import { createRoute } from "@hono/zod-openapi";
import { actorOf } from "../access.ts";
import type { AppParts } from "../app-parts.ts";
import { driftReport, toWireDrift } from "../schema/drift.ts";
import { keySecurity } from "../schema/key-security.ts";
import { historyQuery } from "../schema/model-version.ts";
import { problems } from "../schema/problem.ts";
import { retrainList, retrainRun, toWireRun } from "../schema/retrain.ts";
import { createRouter } from "./router.ts";

const tags = ["Monitoring"];

/** `/api/v1/drift` and `/api/v1/retrain`: whether what comes in is still like what the models know, and what is done about it. */
export function monitoringRoutes({ access, monitoring, retraining }: AppParts) {
  return createRouter()
    .openapi(
      createRoute({
        method: "get",
        path: "/api/v1/drift",
        operationId: "drift",
        summary: "How far probabilities and signals are from training, by language and week",
        tags,
        security: keySecurity,
        middleware: [access.authenticate("read")],
        responses: {
          200: { description: "The report.", content: { "application/json": { schema: driftReport } } },
          ...problems(),
        },
      }),
      async (context) => context.json({ drift: (await monitoring.report()).map(toWireDrift) }, 200),
    )
    .openapi(
      createRoute({
        method: "get",
        path: "/api/v1/retrain",
        operationId: "listRetrainings",
        summary: "When the models were trained again",
        tags,
        security: keySecurity,
        middleware: [access.authenticate("read")],
        request: { query: historyQuery },
        responses: {
          200: { description: "The runs.", content: { "application/json": { schema: retrainList } } },
          ...problems(),
        },
      }),
      async (context) => {
        const runs = await retraining.runs(context.req.valid("query").limit);
        return context.json({ runs: runs.map(toWireRun) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: "post",
        path: "/api/v1/retrain",
        operationId: "retrain",
        summary: "Train again now",
        description:
          "Calls the operator's command. What it makes is listed as an inactive version, for a person to promote.",
        tags,
        security: keySecurity,
        middleware: [access.authenticate("admin")],
        responses: {
          202: { description: "It runs.", content: { "application/json": { schema: retrainRun } } },
          ...problems(404, 409),
        },
      }),
      async (context) => {
        const run = await retraining.start("request", actorOf(context.get("caller")));
        return context.json(toWireRun(run), 202);
      },
    );
}
