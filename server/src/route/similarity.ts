import { createRoute } from "@hono/zod-openapi";
import type { AppParts } from "../app-parts.ts";
import { keySecurity } from "../schema/key-security.ts";
import { bodyProblems } from "../schema/problem.ts";
import { similarityAnswer, similarityRequest, toSimilarityAnswer } from "../schema/similarity.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { askerOf, toCodeText } from "./judge-request.ts";
import { createRouter } from "./router.ts";

export function similarityRoutes({ settings, access, inference }: AppParts) {
  const route = createRoute({
    method: "post",
    path: "/api/v1/ml/similarity",
    operationId: "compare",
    summary: "How much do two pieces of code share of how they are built?",
    description:
      "Nothing is stored. It tells copies and rewrites apart from unrelated code; it does not tell who wrote them.",
    tags: ["Judge code"],
    security: keySecurity,
    middleware: [access.authenticate("predict"), jsonBody(settings)],
    request: {
      body: { required: true, content: { "application/json": { schema: similarityRequest(settings) } } },
    },
    responses: {
      200: { description: "How alike they are.", content: { "application/json": { schema: similarityAnswer } } },
      ...bodyProblems(504),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const { a, b } = context.req.valid("json");
    const { signal, stickyKey: line } = askerOf(context);
    const likeness = await inference.resemble(toCodeText(a), toCodeText(b), { signal, line });
    return context.json(toSimilarityAnswer(likeness), 200);
  });
}
