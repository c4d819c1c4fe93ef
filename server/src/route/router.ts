import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../app-parts.ts";
import { Problem } from "../problem.ts";

export type Router = OpenAPIHono<AppEnv>;

/** Where the routes of a group are put. A request that does not fit a route's schema gets 422 and a list of what does not. */
export function createRouter(): Router {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = result.error.issues.slice(0, mostErrors).map(({ path, message }) => ({
        at: `${result.target}${path.map((part) => `/${String(part)}`).join("")}`.slice(0, 200),
        message: message.slice(0, 300),
      }));
      throw new Problem(422, errors.map(({ at, message }) => `${at}: ${message}`).join("; "), {
        title: "The request does not fit",
        extra: { errors },
      });
    },
  });
}

const mostErrors = 10;
