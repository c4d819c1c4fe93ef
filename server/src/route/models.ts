import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createRoute, z } from "@hono/zod-openapi";
import { actorOf } from "../access.ts";
import type { AppParts } from "../app-parts.ts";
import type { ModelVersion } from "../model-version.ts";
import { readShadowFigures, readVersionFigures } from "../experiment/version-figures.ts";
import { Problem } from "../problem.ts";
import { readQuality } from "../quality/read-quality.ts";
import { statisticsQuery, toWireFigures, toWirePair, versionStatistics } from "../schema/experiment.ts";
import { idempotencyHeaders } from "../schema/idempotency-key.ts";
import { keySecurity } from "../schema/key-security.ts";
import { modelDetail } from "../schema/model-quality.ts";
import {
  historyQuery,
  lineupAnswer,
  lineupHistory,
  lineupPatch,
  modelList,
  toShares,
  toWireChange,
  toWireLineup,
  toWireVersion,
  versionId,
} from "../schema/model-version.ts";
import { bodyProblems, problems } from "../schema/problem.ts";
import { createShortMemory } from "../short-memory.ts";
import { beforeJson } from "./before-json.ts";
import { createRouter } from "./router.ts";

const tags = ["Model versions"];
const params = z.object({ id: versionId });
const dayMs = 86_400_000;
const lineupIs = { description: "Who answers now.", content: { "application/json": { schema: lineupAnswer } } };

/** `/api/v1/models`: which checkpoints there are, which of them answer, and who changed that. */
export function modelsRoutes(parts: AppParts) {
  const { access, settings, storage, versions } = parts;
  const remember = createShortMemory<z.output<typeof versionStatistics>>(settings.statsSeconds);
  const reading = [access.authenticate("read")];
  const administering = [access.authenticate("admin")];

  const find = async (id: string) => {
    const version = (await versions.list()).find((one) => one.id === id);
    if (!version)
      throw new Problem(404, "There is no model version with this id. GET /api/v1/models lists them.", {
        title: "No such model version",
      });
    return version;
  };

  return createRouter()
    .openapi(
      createRoute({
        method: "get",
        path: "/api/v1/models",
        operationId: "listModels",
        summary: "All model versions with their figures, calibration, state and share of the traffic",
        tags,
        security: keySecurity,
        middleware: reading,
        responses: {
          200: { description: "The versions.", content: { "application/json": { schema: modelList } } },
          ...problems(),
        },
      }),
      async (context) => context.json({ models: (await versions.list()).map(toWireVersion) }, 200),
    )
    .openapi(
      createRoute({
        method: "patch",
        path: "/api/v1/models",
        operationId: "setWeights",
        summary: "Share the traffic out among versions, and choose shadows",
        description:
          "Versions are loaded first; requests that run are not disturbed. Other servers follow within seconds.",
        tags,
        security: keySecurity,
        middleware: beforeJson(parts, "admin"),
        request: {
          headers: idempotencyHeaders,
          body: { required: true, content: { "application/json": { schema: lineupPatch } } },
        },
        responses: { 200: lineupIs, ...bodyProblems(404) },
      }),
      async (context) => {
        const { weights, shadows } = context.req.valid("json");
        const patch = { ...(weights && { shares: toShares(weights) }), ...(shadows && { shadows }) };
        await versions.setLineup(patch, actorOf(context.get("caller")));
        return context.json(toWireLineup(versions.lineup()), 200);
      },
    )
    .openapi(
      createRoute({
        method: "get",
        path: "/api/v1/models/history",
        operationId: "modelHistory",
        summary: "Every change of who answers",
        tags,
        security: keySecurity,
        middleware: reading,
        request: { query: historyQuery },
        responses: {
          200: { description: "The changes.", content: { "application/json": { schema: lineupHistory } } },
          ...problems(),
        },
      }),
      async (context) => {
        const { limit } = context.req.valid("query");
        return context.json({ changes: (await versions.history(limit)).map(toWireChange) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: "post",
        path: "/api/v1/models/roll-back",
        operationId: "rollBack",
        summary: "Take back the last change of who answers",
        description: "Each call goes one change further back. Ends a running experiment.",
        tags,
        security: keySecurity,
        middleware: administering,
        responses: { 200: lineupIs, ...problems(409) },
      }),
      async (context) => {
        await versions.rollBack(actorOf(context.get("caller")));
        return context.json(toWireLineup(versions.lineup()), 200);
      },
    )
    .openapi(
      createRoute({
        method: "post",
        path: "/api/v1/models/{id}/promote",
        operationId: "promote",
        summary: "Give all traffic to one version",
        description: "It is loaded first; requests that run are not disturbed. Ends a running experiment.",
        tags,
        security: keySecurity,
        middleware: administering,
        request: { params },
        responses: { 200: lineupIs, ...problems(404) },
      }),
      async (context) => {
        await versions.promote(context.req.valid("param").id, actorOf(context.get("caller")));
        return context.json(toWireLineup(versions.lineup()), 200);
      },
    )
    .openapi(
      createRoute({
        method: "get",
        path: "/api/v1/models/{id}",
        operationId: "getModel",
        summary: "One version with its model card and its measured quality",
        tags,
        security: keySecurity,
        middleware: reading,
        request: { params },
        responses: {
          200: { description: "The version.", content: { "application/json": { schema: modelDetail } } },
          ...problems(404),
        },
      }),
      async (context) => {
        const version = await find(context.req.valid("param").id);
        const { folder } = version;
        const card = await readCard(version);
        return context.json(
          {
            ...toWireVersion(version),
            ...(card !== undefined && { card }),
            ...(folder && { quality: readQuality(folder) }),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: "get",
        path: "/api/v1/models/{id}/card",
        operationId: "modelCard",
        summary: "The model card: what it is for, what it was trained on, where it fails",
        tags,
        security: keySecurity,
        middleware: reading,
        request: { params },
        responses: {
          200: { description: "Markdown.", content: { "text/markdown": { schema: z.string() } } },
          ...problems(404),
        },
      }),
      async (context) => {
        const card = await readCard(await find(context.req.valid("param").id));
        if (card === undefined)
          throw new Problem(404, "This version has no model card here.", { title: "No model card" });
        return context.body(card, 200, { "content-type": "text/markdown; charset=utf-8" });
      },
    )
    .openapi(
      createRoute({
        method: "get",
        path: "/api/v1/models/{id}/statistics",
        operationId: "modelStatistics",
        summary: "What a version answered lately, and what people and shadow versions say to it",
        description: "May be some seconds old, as the operator says (WHOWROTE_STATS_SECONDS).",
        tags,
        security: keySecurity,
        middleware: reading,
        request: { params, query: statisticsQuery },
        responses: {
          200: { description: "The figures.", content: { "application/json": { schema: versionStatistics } } },
          ...problems(404),
        },
      }),
      async (context) => {
        const { id } = await find(context.req.valid("param").id);
        const { days } = context.req.valid("query");
        const counted = await remember(`${id} ${days}`, async () => {
          const to = new Date();
          const span = { from: new Date(to.getTime() - days * dayMs), to };
          const [figures] = await readVersionFigures(storage.db, [id], span);
          const pairs = await readShadowFigures(storage.db, [id], span);
          return { days, figures: toWireFigures(figures!), shadows: pairs.map(toWirePair) };
        });
        return context.json(counted, 200);
      },
    );
}

const readCard = async ({ folder }: ModelVersion): Promise<string | undefined> =>
  folder && readFile(join(folder.path, "README.md"), "utf8").catch(() => undefined);
