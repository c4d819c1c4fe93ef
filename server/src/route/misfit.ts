import type { z } from "@hono/zod-openapi";
import { Problem } from "../problem.ts";

const mostErrors = 10;

/**
 * A request that does not fit its schema: 422 and a list of what does not.
 * @param part of the request: `json`, `query`
 */
export function misfit(part: string, { issues }: Pick<z.ZodError, "issues">): Problem {
  const errors = issues.slice(0, mostErrors).map(({ path, message }) => ({
    at: `${part}${path.map((name) => `/${String(name)}`).join("")}`.slice(0, 200),
    message: message.slice(0, 300),
  }));
  return new Problem(422, errors.map(({ at, message }) => `${at}: ${message}`).join("; "), {
    title: "The request does not fit",
    extra: { errors },
  });
}
