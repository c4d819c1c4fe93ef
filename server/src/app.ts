import type { AppParts } from "./app-parts.ts";
import { answerUnmatched } from "./middleware/answer-unmatched.ts";
import { checkHost } from "./middleware/check-host.ts";
import { checkOrigin } from "./middleware/check-origin.ts";
import { describeProblem } from "./middleware/describe-problem.ts";
import { logRequests } from "./middleware/log-requests.ts";
import { servePage } from "./middleware/serve-page.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { documentationRoutes } from "./route/documentation.ts";
import { routeGroups } from "./route/index.ts";
import { createRouter, type Router } from "./route/router.ts";

/** The whole HTTP application as a value: `createApp(parts).request("/health")` answers without a port. */
export function createApp(parts: AppParts): Router {
  const app = createRouter();
  app.use(logRequests(parts), securityHeaders, checkHost(parts.settings), checkOrigin(parts.settings));
  app.onError((error, context) => describeProblem(error, context, parts.logger).toResponse());
  for (const createRoutes of routeGroups) app.route("/", createRoutes(parts));
  app.route("/", documentationRoutes(app));
  app.notFound(servePage(parts.page, answerUnmatched(app)));
  return app;
}
