import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../app-parts.ts";

const headers: Readonly<Record<string, string>> = {
  // Answers are data: a browser that is shown one loads and runs nothing. Pages set a policy of their own.
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cache-control": "no-store",
};
const entries = Object.entries(headers);

/** What every answer says to a browser, where its route has not said otherwise. */
export const securityHeaders: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  const own = context.res.headers;
  for (const [name, value] of entries) if (!own.has(name)) own.set(name, value);
};
