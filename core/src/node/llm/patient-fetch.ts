import type { Dispatcher, RequestInit, Response } from "undici";

/**
 * A fetch that waits as long as its caller does. The one of Node ends by itself after 300 s without an answer or without a
 * piece of one (undici, `headersTimeout` and `bodyTimeout`), when a program on one's own machine may still be at work.
 * Whoever calls it must end it with a signal.
 */
export function createPatientFetch(): typeof globalThis.fetch {
  let agent: Dispatcher | undefined;
  const patientFetch = async (input: string | URL, init?: RequestInit): Promise<Response> => {
    // Loaded when it is needed, as most runs ask nobody.
    const { Agent, fetch } = await import("undici");
    agent ??= new Agent({ headersTimeout: 0, bodyTimeout: 0 });
    return fetch(input, { ...init, dispatcher: agent });
  };
  // The same standard, in types of another package.
  return patientFetch as unknown as typeof globalThis.fetch;
}
