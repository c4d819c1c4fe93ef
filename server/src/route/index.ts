import type { AppParts } from "../app-parts.ts";
import { batchRoutes } from "./batch.ts";
import { experimentsRoutes } from "./experiments.ts";
import { explainRoutes } from "./explain.ts";
import { feedbackRoutes } from "./feedback.ts";
import { detectAiRoutes } from "./detect-ai.ts";
import { jobsRoutes } from "./jobs.ts";
import { keysRoutes } from "./keys.ts";
import { llmRoutes } from "./llm.ts";
import { meRoutes } from "./me.ts";
import { modelsRoutes } from "./models.ts";
import { monitoringRoutes } from "./monitoring.ts";
import { predictRoutes } from "./predict.ts";
import { predictionsRoutes } from "./predictions.ts";
import type { Router } from "./router.ts";
import { similarityRoutes } from "./similarity.ts";
import { stateRoutes } from "./state.ts";
import { statsRoutes } from "./stats.ts";

/** Every group of routes. A new one is one file here and one line. */
export const routeGroups: readonly ((parts: AppParts) => Router)[] = [
  predictRoutes,
  explainRoutes,
  detectAiRoutes,
  similarityRoutes,
  batchRoutes,
  jobsRoutes,
  predictionsRoutes,
  feedbackRoutes,
  statsRoutes,
  modelsRoutes,
  experimentsRoutes,
  monitoringRoutes,
  keysRoutes,
  meRoutes,
  llmRoutes,
  stateRoutes,
];
