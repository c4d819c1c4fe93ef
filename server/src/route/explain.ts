import { createRoute } from "@hono/zod-openapi";
import type { AppParts } from "../app-parts.ts";
import { explainFields } from "../schema/judge-fields.ts";
import { explanation } from "../schema/explanation.ts";
import { keySecurity } from "../schema/key-security.ts";
import { bodyProblems } from "../schema/problem.ts";
import { beforeJson } from "./before-json.ts";
import { createExplainer } from "./explain-code.ts";
import { judgeRequest, toPredictRequest } from "./judge-request.ts";
import { createRouter } from "./router.ts";
import { checkNoReplay, streamProseEvents } from "./prose-events.ts";

const description = `With \`narrative: true\` the answer is a stream of server-sent events. The first, \`explanation\`, is the whole
usual answer. Then a language model writes about each detector that gave a score: \`delta\` is a piece of unchecked text, \`again\`
says that what came so far of this detector was dropped, and each ends with \`done\`, the checked text in three parts, or with
\`dropped\` and the reason. After \`end\` the stream ends. Who goes away calls off what is still asked.`;

export function explainRoutes(parts: AppParts) {
  const explain = createExplainer(parts);
  const route = createRoute({
    method: "post",
    path: "/api/v1/explain",
    operationId: "explain",
    summary: "Why this verdict? Signals, lines and tokens with what each adds, and in words",
    description,
    tags: ["Judge code"],
    security: keySecurity,
    middleware: beforeJson(parts, "predict"),
    request: judgeRequest(parts.settings, "ExplainRequest", explainFields),
    responses: {
      200: {
        description: "The verdict with its evidence.",
        content: {
          "application/json": { schema: explanation },
          "text/event-stream": { schema: { type: "string" } },
        },
      },
      ...bodyProblems(504),
    },
  });
  return createRouter().openapi(route, async (context) => {
    const asked = context.req.valid("json");
    const { narrative = false, rewrite = false, stability, token_attribution: tokenAttribution, ...code } = asked;
    const { languageModels } = parts;
    const request = { ...toPredictRequest(code, context), stability, tokenAttribution };
    if (!narrative && !rewrite) return context.json((await explain(request)).answer, 200);
    if (narrative) checkNoReplay(context.req.header("idempotency-key"));
    // Both say before anything is judged that they are not allowed.
    const chat = narrative ? languageModels.explainer() : undefined;
    const asking = languageModels.begin(request.signal);
    try {
      const { answer, told } = await explain(request, rewrite ? asking : undefined);
      if (chat === undefined) {
        asking.end();
        return context.json(answer, 200);
      }
      return streamProseEvents({ chat, answer, told, asking });
    } catch (error) {
      asking.end();
      throw error;
    }
  });
}
