import type { Dispatcher, RequestInit, Response } from "undici";
import type { Variables } from "../../llm/read-settings.ts";

const patience = { headersTimeout: 0, bodyTimeout: 0 } as const;

/**
 * A fetch that waits as long as its caller does. The one of Node ends by itself after 300 s without an answer or without a
 * piece of one (undici, `headersTimeout` and `bodyTimeout`), when a program on one's own machine may still be at work.
 * Whoever calls it must end it with a signal. As with Node's, NODE_USE_ENV_PROXY=1 sends through the proxies that the
 * environment names.
 */
export function createPatientFetch(variables: Variables = {}): typeof globalThis.fetch {
  let agent: Dispatcher | undefined;
  const patientFetch = async (input: string | URL, init?: RequestInit): Promise<Response> => {
    // Loaded when it is needed, as most runs ask nobody.
    const { Agent, EnvHttpProxyAgent, fetch } = await import("undici");
    agent ??=
      variables["NODE_USE_ENV_PROXY"] === "1"
        ? new EnvHttpProxyAgent({ ...patience, ...proxiesOf(variables) })
        : new Agent(patience);
    return fetch(input, { ...init, dispatcher: agent });
  };
  // The same standard, in types of another package.
  return patientFetch as unknown as typeof globalThis.fetch;
}

/** An empty one is none; what is left out undici would look up in the process. */
function proxiesOf(variables: Variables) {
  const named = (name: string): string => variables[name.toLowerCase()] ?? variables[name] ?? "";
  return { httpProxy: named("HTTP_PROXY"), httpsProxy: named("HTTPS_PROXY"), noProxy: named("NO_PROXY") };
}
