import { createRoute, z } from "@hono/zod-openapi";
import { sql } from "kysely";
import type { AppParts } from "../app-parts.ts";
import { Problem } from "../problem.ts";
import { keySecurity } from "../schema/key-security.ts";
import { openProblems, problems } from "../schema/problem.ts";
import { health, readiness } from "../schema/state.ts";
import { version } from "../version.ts";
import { createRouter } from "./router.ts";

const tags = ["State of the server"];
/** A database that needs longer for nothing is of no use. */
const databaseMs = 2000;

export function stateRoutes({ access, inference, metrics, stopping, storage: { db } }: AppParts) {
  return createRouter()
    .openapi(
      createRoute({
        method: "get",
        path: "/health",
        operationId: "health",
        summary: "Is the process alive?",
        tags,
        responses: {
          200: { description: "It is.", content: { "application/json": { schema: health } } },
          ...openProblems(),
        },
      }),
      (context) => context.json({ status: "ok" as const, version }, 200),
    )
    .openapi(
      createRoute({
        method: "get",
        path: "/ready",
        operationId: "ready",
        summary: "Can it judge code now?",
        tags,
        responses: {
          200: { description: "It can.", content: { "application/json": { schema: readiness } } },
          ...openProblems(503),
        },
      }),
      async (context) => {
        if (stopping.aborted) throw notReady("The server is stopping.");
        if (!inference.isReady()) throw notReady("The models are being loaded.");
        if (!(await answersSoon(sql`select 1`.execute(db)))) throw notReady("The database does not answer.");
        const { waiting } = inference.figures();
        return context.json({ status: "ready" as const, model_versions: [...inference.versions()], waiting }, 200);
      },
    )
    .openapi(
      createRoute({
        method: "get",
        path: "/metrics",
        operationId: "metrics",
        summary: "Figures for Prometheus",
        tags,
        security: keySecurity,
        middleware: [access.authenticate("read")],
        responses: {
          200: { description: "Prometheus' text format.", content: { "text/plain": { schema: z.string() } } },
          ...problems(),
        },
      }),
      async (context) =>
        context.text(await metrics.registry.metrics(), 200, { "Content-Type": metrics.registry.contentType }),
    );
}

const notReady = (detail: string): Problem =>
  new Problem(503, detail, { title: "Not ready", headers: { "retry-after": "1" } });

async function answersSoon(query: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), databaseMs);
  query.then(
    () => resolve(true),
    () => resolve(false),
  );
  return promise.finally(() => clearTimeout(timer));
}
