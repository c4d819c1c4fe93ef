import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import type { AppEnv } from "../app-parts.ts";
import {
  InferenceClosedError,
  LanguageUnknownError,
  QueueFullError,
  TimedOutError,
  UnjudgeableError,
  VersionUnknownError,
} from "../inference.ts";
import { Problem } from "../problem.ts";
import { isDatabaseAway } from "./is-database-away.ts";

/** What the caller is told of an error. One that nobody foresaw is logged without its message, which may quote code. */
export function describeProblem(error: unknown, context: Context<AppEnv>, logger: Logger): Problem {
  if (error instanceof Problem) return error;
  const known = foreseen(error, context);
  if (known !== undefined) return known;
  const requestId = context.get("requestId");
  logger.error({ requestId, error: traceOf(error) }, "a request failed");
  return new Problem(500, `Something is wrong in the server. Its log has more under the request id ${requestId}.`, {
    title: "Internal error",
    cause: error,
  });
}

function foreseen(error: unknown, context: Context<AppEnv>): Problem | undefined {
  if (error instanceof QueueFullError)
    return busy(error.message, error.retryAfterSeconds, "Too many requests are waiting", error);
  if (error instanceof TimedOutError) return new Problem(504, error.message, { title: "Took too long", cause: error });
  if (error instanceof LanguageUnknownError)
    return new Problem(422, error.message, { title: "Language not known", cause: error });
  if (error instanceof UnjudgeableError)
    return new Problem(422, error.message, { title: "Cannot be judged", cause: error });
  if (error instanceof InferenceClosedError || error instanceof VersionUnknownError)
    return busy("The server is stopping, or changing its model. Ask again.", 1, "Not ready", error);
  if (error instanceof HTTPException) return ofFramework(error);
  // 499 is what servers log of a client that has gone; nobody reads the answer.
  if (context.req.raw.signal.aborted)
    return new Problem(499, "The client closed the request.", { title: "Client closed request", cause: error });
  if (isDatabaseAway(error)) return busy("The database does not answer. Ask again.", 5, "Database away", error);
  return undefined;
}

const busy = (detail: string, retryAfterSeconds: number, title: string, cause: unknown): Problem =>
  new Problem(503, detail, { title, headers: { "retry-after": String(Math.ceil(retryAfterSeconds)) }, cause });

function ofFramework(error: HTTPException): Problem {
  if (error.status === 415)
    return new Problem(415, "This route does not take that content type. /docs says which it takes.", {
      title: "Unsupported media type",
      cause: error,
    });
  return new Problem(error.status, "The body of the request cannot be read.", { title: "Bad request", cause: error });
}

/** Where an error comes from, without what it says. */
function traceOf(error: unknown): { readonly name: string; readonly code?: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as NodeJS.ErrnoException;
  const { stack = "" } = error;
  // A message, which stands in front, may have lines like those of a stack.
  const frames = stack.slice(stack.indexOf(error.message) + error.message.length);
  const at = frames.split("\n").filter((line) => line.startsWith("    at "));
  return { name: error.name, ...(code !== undefined && { code }), at: at.map((line) => line.trim()) };
}
