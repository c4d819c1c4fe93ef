import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv, AppParts } from "../app-parts.ts";

/** What a caller may choose as id of a request, so that it can stand in a log and in a header. */
const acceptedId = /^[\w.-]{1,64}$/;

/** Routes that a machine asks again and again: logged only for whoever wants everything. */
const watched: ReadonlySet<string> = new Set(["/health", "/ready", "/metrics"]);

/**
 * Gives each request an id, and counts and logs it when it is answered: the pattern of its route, never its address, its
 * headers or its body, which may hold keys and code.
 */
export function logRequests({ logger, metrics }: AppParts): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const began = performance.now();
    const given = context.req.header("x-request-id");
    const requestId = given !== undefined && acceptedId.test(given) ? given : randomUUID();
    context.set("requestId", requestId);
    await next();
    context.res.headers.set("x-request-id", requestId);
    const seconds = (performance.now() - began) / 1000;
    const { status } = context.res;
    const pattern = routePath(context, -1);
    const route = context.get("route") ?? (pattern === "/*" ? "unmatched" : pattern);
    const method = knownMethods.has(context.req.method) ? context.req.method : "other";
    metrics.requests.observe({ method, route, status }, seconds);
    const line = { requestId, method, route, status, ms: Math.round(seconds * 1e5) / 100, keyId: keyOf(context) };
    if (watched.has(route)) logger.debug(line, "request");
    else logger.info(line, "request");
  };
}

// A label of the metrics takes few values, and a client may send any word.
const knownMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const keyOf = (context: { readonly get: (name: "caller") => AppEnv["Variables"]["caller"] | undefined }) =>
  context.get("caller")?.keyId;
