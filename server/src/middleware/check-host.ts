import type { MiddlewareHandler } from "hono";
import { isLoopback } from "../access/is-loopback.ts";
import type { AppEnv } from "../app-parts.ts";
import { Problem } from "../problem.ts";
import type { Settings } from "../settings.ts";

/**
 * Against DNS rebinding: a page of anyone's may let its own name lead to this machine and would then be of the same origin.
 * A server on a loopback address answers only to the names of this machine and to those the operator allows.
 */
export function checkHost({ host, allowedHosts }: Settings): MiddlewareHandler<AppEnv> {
  const allowed = new Set(allowedHosts.map((name) => name.toLowerCase()));
  const isOpen = !isLoopback(host) && allowed.size === 0;
  return async (context, next) => {
    const name = hostName(context.req.header("host") ?? new URL(context.req.url).host);
    if (!isOpen && !isLoopback(name) && !allowed.has(name))
      throw new Problem(
        421,
        "This server does not go by that name. Its operator can allow it in WHOWROTE_ALLOWED_HOSTS.",
        { title: "Wrong host" },
      );
    await next();
  };
}

/** Without the port, lower case; an IPv6 address keeps its brackets. */
const hostName = (host: string): string => host.replace(/:\d*$/, "").toLowerCase();
