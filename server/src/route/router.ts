import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../app-parts.ts";
import { misfit } from "./misfit.ts";

export type Router = OpenAPIHono<AppEnv>;

/** Where the routes of a group are put. */
export function createRouter(): Router {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw misfit(result.target, result.error);
    },
  });
}
