import type { ProseEvent } from "whowrote/prose";
import { toApiError } from "../api/api-error.ts";
import { api } from "../api/client.ts";
import { explainRequest, type Question } from "../evidence/ask-explanation.ts";
import { readEvents } from "../job/event-stream.ts";

const proseTypes: ReadonlySet<string> = new Set(["delta", "again", "done", "dropped"] satisfies ProseEvent["type"][]);

/**
 * Has a language model write about an answer, which sends the code to it.
 * @param rewrite whether rewriting's vote is to be told about too
 * @returns true when it was told to its end
 * @throws {ApiError} when the server refuses
 * @throws {UnreachableError} when nobody answers
 */
export async function* askProse(
  question: Question,
  rewrite: boolean,
  signal: AbortSignal,
): AsyncGenerator<ProseEvent, boolean> {
  const json = { ...explainRequest(question), narrative: true, ...(rewrite && { rewrite }) };
  const response = await api.explain.api.v1.explain.$post({ json, header: {} }, { init: { signal } });
  if (!response.ok || response.body === null) throw await toApiError(response);
  for await (const { type, data } of readEvents(response.body as ReadableStream<Uint8Array>)) {
    if (type === "end") return true;
    if (proseTypes.has(type)) yield { type, ...(JSON.parse(data) as object) } as ProseEvent;
  }
  return false;
}
