import type { batchRoutes } from "./batch.ts";
import type { experimentsRoutes } from "./experiments.ts";
import type { explainRoutes } from "./explain.ts";
import type { feedbackRoutes } from "./feedback.ts";
import type { jobsRoutes } from "./jobs.ts";
import type { keysRoutes } from "./keys.ts";
import type { llmRoutes } from "./llm.ts";
import type { meRoutes } from "./me.ts";
import type { modelsRoutes } from "./models.ts";
import type { monitoringRoutes } from "./monitoring.ts";
import type { predictRoutes } from "./predict.ts";
import type { predictionsRoutes } from "./predictions.ts";
import type { similarityRoutes } from "./similarity.ts";
import type { stateRoutes } from "./state.ts";
import type { statsRoutes } from "./stats.ts";

/**
 * What a typed client (`hc` of Hono) needs to know of each group of routes. One client a group: the type of all routes in one
 * would take the compiler seconds in every file that names it.
 */
export interface Api {
  readonly predict: ReturnType<typeof predictRoutes>;
  readonly explain: ReturnType<typeof explainRoutes>;
  readonly similarity: ReturnType<typeof similarityRoutes>;
  readonly batch: ReturnType<typeof batchRoutes>;
  readonly jobs: ReturnType<typeof jobsRoutes>;
  readonly predictions: ReturnType<typeof predictionsRoutes>;
  readonly feedback: ReturnType<typeof feedbackRoutes>;
  readonly stats: ReturnType<typeof statsRoutes>;
  readonly me: ReturnType<typeof meRoutes>;
  readonly llm: ReturnType<typeof llmRoutes>;
  readonly models: ReturnType<typeof modelsRoutes>;
  readonly experiments: ReturnType<typeof experimentsRoutes>;
  readonly monitoring: ReturnType<typeof monitoringRoutes>;
  readonly keys: ReturnType<typeof keysRoutes>;
  readonly state: ReturnType<typeof stateRoutes>;
}
