import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "../app-parts.ts";
import { Problem } from "../problem.ts";
import type { Settings } from "../settings.ts";

const harmless: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Pages of other origins may not read answers (no CORS headers) unless the operator names them, and may not send either:
 * a form needs nobody's leave to post to a server on loopback, which asks for no key.
 */
export function checkOrigin({ corsOrigins }: Settings): MiddlewareHandler<AppEnv> {
  const allowed = new Set(corsOrigins);
  const shareWith = cors({
    origin: [...allowed],
    allowMethods: ["GET", "POST", "PATCH", "DELETE"],
    allowHeaders: ["authorization", "content-type", "idempotency-key", "x-api-key", "x-request-id"],
    exposeHeaders: ["idempotency-replayed", "location", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id"],
    maxAge: 600,
  });
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (origin === undefined) return next();
    if (allowed.has(origin)) return shareWith(context, next);
    // Behind a proxy that ends TLS this server sees another scheme than the browser, which no page can make lie here.
    const isOwn = origin === new URL(context.req.url).origin || context.req.header("sec-fetch-site") === "same-origin";
    if (!isOwn && !harmless.has(context.req.method))
      throw new Problem(
        403,
        "Pages of other origins may not use this server. Its operator can allow one in WHOWROTE_CORS_ORIGINS.",
        {
          title: "Origin not allowed",
        },
      );
    return next();
  };
}
