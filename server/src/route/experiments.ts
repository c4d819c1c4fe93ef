import { createRoute, z } from "@hono/zod-openapi";
import { actorOf } from "../access.ts";
import type { AppParts } from "../app-parts.ts";
import { compareArms } from "../experiment/compare-arms.ts";
import {
  changeExperiment,
  createExperiment,
  deleteExperiment,
  listExperiments,
  readExperiment,
} from "../experiment/experiment-store.ts";
import { readShadowFigures, readVersionFigures } from "../experiment/version-figures.ts";
import {
  experiment,
  experimentDraft,
  experimentId,
  experimentList,
  experimentPatch,
  experimentStatistics,
  toWireComparison,
  toWireExperiment,
  toWireFigures,
  toWirePair,
} from "../schema/experiment.ts";
import { idempotencyHeaders } from "../schema/idempotency-key.ts";
import { keySecurity } from "../schema/key-security.ts";
import { bodyProblems, problems } from "../schema/problem.ts";
import { beforeJson } from "./before-json.ts";
import { createRouter } from "./router.ts";

const tags = ["Experiments"];
const params = z.object({ id: experimentId });
const path = "/api/v1/experiments";
const answer = (description: string) => ({ description, content: { "application/json": { schema: experiment } } });

/** `/api/v1/experiments`: versions compared on the traffic, for administrators. */
export function experimentsRoutes(parts: AppParts) {
  const { access, storage, versions } = parts;
  const { db } = storage;
  const middleware = [access.authenticate("admin")];
  const common = { tags, security: keySecurity };

  return createRouter()
    .openapi(
      createRoute({
        ...common,
        method: "get",
        path,
        operationId: "listExperiments",
        summary: "All experiments",
        middleware,
        responses: {
          200: { description: "The experiments.", content: { "application/json": { schema: experimentList } } },
          ...problems(),
        },
      }),
      async (context) => context.json({ experiments: (await listExperiments(db)).map(toWireExperiment) }, 200),
    )
    .openapi(
      createRoute({
        ...common,
        method: "post",
        path,
        operationId: "createExperiment",
        summary: "Plan an experiment",
        description: "It changes nothing until it is started.",
        middleware: beforeJson(parts, "admin"),
        request: {
          headers: idempotencyHeaders,
          body: { required: true, content: { "application/json": { schema: experimentDraft } } },
        },
        responses: { 201: answer("The experiment."), ...bodyProblems() },
      }),
      async (context) => {
        const actor = actorOf(context.get("caller"));
        return context.json(toWireExperiment(await createExperiment(db, context.req.valid("json"), actor)), 201);
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: "get",
        path: `${path}/{id}`,
        operationId: "readExperiment",
        summary: "One experiment",
        middleware,
        request: { params },
        responses: { 200: answer("The experiment."), ...problems(404) },
      }),
      async (context) => context.json(toWireExperiment(await readExperiment(db, context.req.valid("param").id)), 200),
    )
    .openapi(
      createRoute({
        ...common,
        method: "patch",
        path: `${path}/{id}`,
        operationId: "changeExperiment",
        summary: "Rename an experiment, or plan it anew",
        middleware: beforeJson(parts, "admin"),
        request: {
          headers: idempotencyHeaders,
          params,
          body: { required: true, content: { "application/json": { schema: experimentPatch } } },
        },
        responses: { 200: answer("The experiment."), ...bodyProblems(404) },
      }),
      async (context) => {
        const { id } = context.req.valid("param");
        const actor = actorOf(context.get("caller"));
        return context.json(toWireExperiment(await changeExperiment(db, id, context.req.valid("json"), actor)), 200);
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: "delete",
        path: `${path}/{id}`,
        operationId: "deleteExperiment",
        summary: "Delete an experiment that does not run",
        middleware,
        request: { params },
        responses: { 204: { description: "It is gone; predictions and history stay." }, ...problems(404, 409) },
      }),
      async (context) => {
        await deleteExperiment(db, context.req.valid("param").id, actorOf(context.get("caller")));
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: "post",
        path: `${path}/{id}/start`,
        operationId: "startExperiment",
        summary: "Let the arms share the traffic",
        description: "One runs at a time. Every caller stays with the arm that the caller's key or address falls on.",
        middleware,
        request: { params },
        responses: { 200: answer("The experiment, running."), ...problems(404, 409) },
      }),
      async (context) => {
        const { id } = context.req.valid("param");
        await versions.startExperiment(id, actorOf(context.get("caller")));
        return context.json(toWireExperiment(await readExperiment(db, id)), 200);
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: "post",
        path: `${path}/{id}/stop`,
        operationId: "stopExperiment",
        summary: "End an experiment with the weights from before it",
        description: "Promoting a version ends it too.",
        middleware,
        request: { params },
        responses: { 200: answer("The experiment, ended."), ...problems(404, 409) },
      }),
      async (context) => {
        const { id } = context.req.valid("param");
        await readExperiment(db, id);
        await versions.stopExperiment(id, actorOf(context.get("caller")));
        return context.json(toWireExperiment(await readExperiment(db, id)), 200);
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: "get",
        path: `${path}/{id}/statistics`,
        operationId: "experimentStatistics",
        summary: "What the arms answered, compared with intervals and in plain words",
        middleware,
        request: { params },
        responses: {
          200: { description: "The figures.", content: { "application/json": { schema: experimentStatistics } } },
          ...problems(404),
        },
      }),
      async (context) => {
        const { arms, startedAt, endedAt, createdAt } = await readExperiment(db, context.req.valid("param").id);
        // Before its start there is nothing to count.
        const span = { from: startedAt ?? createdAt, to: startedAt ? (endedAt ?? new Date()) : createdAt };
        const ids = arms.map(({ version }) => version);
        const figures = await readVersionFigures(db, ids, span);
        const pairs = await readShadowFigures(db, ids, span);
        return context.json(
          {
            arms: figures.map(toWireFigures),
            comparisons: compareArms(figures).map(toWireComparison),
            shadows: pairs.map(toWirePair),
          },
          200,
        );
      },
    );
}
