import type { ClientResponse } from "hono/client";
import { readAccessKey } from "./access-key.ts";
import { toApiError, UnreachableError } from "./api-error.ts";

/** What a call of the client answers when all is well. A route that may also stream has a bare `Response` in its type. */
export type Answer<Asked> =
  Asked extends ClientResponse<infer Body, infer Status, "json">
    ? Status extends 200 | 201 | 202
      ? Exclude<Body, Response>
      : never
    : never;

/** `fetch` with the key, and with an error of its own where nobody answers. */
export const apiFetch: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  const key = readAccessKey();
  // One that is being tried, at sign-in, goes before the one that is kept.
  if (key !== undefined && !headers.has("authorization")) headers.set("authorization", `Bearer ${key}`);
  try {
    return await fetch(input, { ...init, headers });
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    throw new UnreachableError("The server does not answer.", { cause: error });
  }
};

/**
 * The answer of a call of the client.
 * @throws {ApiError} when the server refuses
 * @throws {UnreachableError} when nobody answers
 */
export async function answerOf<Asked extends ClientResponse<unknown, number>>(
  asked: Promise<Asked>,
): Promise<Answer<Asked>> {
  const response = await asked;
  if (!response.ok) throw await toApiError(response);
  return (await response.json()) as Answer<Asked>;
}

/** For calls that answer with nothing (204). */
export async function done(asked: Promise<ClientResponse<unknown, number>>): Promise<void> {
  const response = await asked;
  if (!response.ok) throw await toApiError(response);
}
