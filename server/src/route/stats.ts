import { createRoute, type z } from "@hono/zod-openapi";
import type { LanguageId } from "whowrote/language";
import type { Verdict } from "whowrote/verdict";
import type { AppParts } from "../app-parts.ts";
import { keySecurity } from "../schema/key-security.ts";
import { toPredictionFilter } from "../schema/predictions.ts";
import { problems } from "../schema/problem.ts";
import { stats, statsQuery } from "../schema/stats.ts";
import type { Drift } from "../monitoring.ts";
import { createShortMemory } from "../short-memory.ts";
import { countPredictions, type Statistic } from "../storage/statistics.ts";
import { createRouter } from "./router.ts";

type WireStats = z.output<typeof stats>;

export function statsRoutes({ access, monitoring, settings, storage: { db } }: AppParts) {
  const remember = createShortMemory<WireStats>(settings.statsSeconds);
  const route = createRoute({
    method: "get",
    path: "/api/v1/stats",
    operationId: "stats",
    summary: "What was judged, counted",
    description: "May be some seconds old, as the operator says (WHOWROTE_STATS_SECONDS).",
    tags: ["Predictions"],
    security: keySecurity,
    middleware: [access.authenticate("read")],
    request: { query: statsQuery },
    responses: {
      200: { description: "The counts.", content: { "application/json": { schema: stats } } },
      ...problems(),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const query = context.req.valid("query");
    const counted = await remember(JSON.stringify(query), async () => {
      const { by, ...filter } = query;
      const rows = await countPredictions(db, toPredictionFilter(filter), by);
      const alarms = await monitoring.alarms();
      return { predictions: rows.map(toWire), alarms: alarms.map(toWireAlarm) };
    });
    return context.json(counted, 200);
  });
}

function toWire(row: Statistic): WireStats["predictions"][number] {
  return {
    ...(row.verdict !== null && { verdict: row.verdict as Verdict }),
    ...(row.language !== null && { language: row.language as LanguageId }),
    ...(row.model_version !== null && { model_version: row.model_version }),
    ...(row.day !== null && { day: row.day }),
    count: row.count,
    mean_probability: row.mean_probability,
    mean_latency_ms: row.mean_latency_ms,
  };
}

function toWireAlarm({ week, language, version, of, level, n, reading }: Drift): WireStats["alarms"][number] {
  return {
    week,
    language,
    model_version: version,
    of,
    level: level === "alarm" ? "alarm" : "warning",
    predictions: n,
    reading,
  };
}
