import { answerOf } from "../api/ask.ts";
import { api } from "../api/client.ts";

/**
 * Asks the server who it takes the reader for, and what it takes and keeps itself.
 * @param key in place of the one that is kept
 * @throws {ApiError} 401 when a key is needed, or this one is not good
 * @throws {UnreachableError}
 */
export const askIdentity = async (key?: string, signal?: AbortSignal) =>
  answerOf(
    api.me.api.v1.me.$get(
      {},
      { headers: key === undefined ? {} : { authorization: `Bearer ${key}` }, init: { signal: signal ?? null } },
    ),
  );
