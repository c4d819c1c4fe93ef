import type { NotFoundHandler } from "hono";
import type { AppEnv } from "../app-parts.ts";
import { Problem } from "../problem.ts";
import type { Router } from "../route/router.ts";

/** 405 with the methods that there are, where the address exists; else 404. Read once, when all routes stand. */
export function answerUnmatched(app: Router): NotFoundHandler<AppEnv> {
  const routes = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return ({ req }) => {
    const methods = new Set(routes.filter(({ pattern }) => pattern.test(req.path)).map(({ method }) => method));
    if (methods.size === 0)
      return new Problem(404, "There is nothing at this address. /docs lists what there is.", {
        title: "Not found",
      }).toResponse();
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods].join(", ");
    return new Problem(405, `This address takes ${allow}.`, {
      title: "Method not allowed",
      headers: { allow },
    }).toResponse();
  };
}

/** Of Hono's patterns only `:name` and `*` are used. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replace(/:\w+/g, "[^/]+")
      .replaceAll("*", ".*")}$`,
  );
