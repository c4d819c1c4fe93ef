import { hc } from "hono/client";
import type { Api } from "@whowrote/server/route/api";
import { apiFetch } from "./ask.ts";

const options = { fetch: apiFetch };

/**
 * The server's routes, typed by the server itself: `api.predict.api.v1.predict.$post({ json: { code } })`. What a call
 * answers is read with `answerOf`. One client a group of routes.
 */
export const api = {
  predict: hc<Api["predict"]>("/", options),
  explain: hc<Api["explain"]>("/", options),
  similarity: hc<Api["similarity"]>("/", options),
  batch: hc<Api["batch"]>("/", options),
  jobs: hc<Api["jobs"]>("/", options),
  predictions: hc<Api["predictions"]>("/", options),
  feedback: hc<Api["feedback"]>("/", options),
  stats: hc<Api["stats"]>("/", options),
  models: hc<Api["models"]>("/", options),
  experiments: hc<Api["experiments"]>("/", options),
  monitoring: hc<Api["monitoring"]>("/", options),
  keys: hc<Api["keys"]>("/", options),
  llm: hc<Api["llm"]>("/", options),
  me: hc<Api["me"]>("/", options),
  state: hc<Api["state"]>("/", options),
} as const;
