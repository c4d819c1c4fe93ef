import type { Chat } from "../llm/chat.ts";
import type { DetectorId, ProseAnswer, ProseRequest } from "../prose.ts";
import { proseNumbers } from "./prose-numbers.ts";
import { tellDetector } from "./tell-detector.ts";
import { toldDetectors } from "./told-detectors.ts";

/**
 * Has a language model put the evidence of each detector into words, all at a time. The judgement is taken as it is and never
 * changed; of a detector whose prose failed there is the reason.
 * @throws only the signal's reason, when it fires
 */
export async function writeProse(
  chat: Pick<Chat, "complete">,
  request: ProseRequest,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly ProseAnswer[]> {
  const write = async (detector: DetectorId): Promise<ProseAnswer> => {
    const events = tellDetector(
      detector,
      request,
      (messages) => ({
        next: async () => ({
          done: true,
          value: await chat.complete({ messages, ...proseNumbers }, { ...(signal && { signal }) }),
        }),
      }),
      signal,
    );
    for await (const event of events) {
      if (event.type === "done") return { detector, prose: event.prose };
      if (event.type === "dropped") return { detector, dropped: event.reason };
    }
    throw new Error(`The prose about ${detector} ended without an answer; every way through tellDetector gives one.`);
  };
  return Promise.all(toldDetectors(request).map(write));
}
