import type { Chat } from "whowrote/llm/chat";
import type { DetectorId, ProseRequest } from "whowrote/prose";
import { streamProse } from "whowrote/prose/stream-prose";
import { toldDetectors } from "whowrote/prose/told-detectors";
import type { Asking } from "../language-models.ts";
import { Problem } from "../problem.ts";
import type { WireExplanation } from "../schema/explanation.ts";
import { eventResponse, type WireEvent } from "./event-response.ts";

interface ProseStream {
  readonly chat: Chat;
  readonly answer: WireExplanation;
  readonly told: ProseRequest;
  /** Ended with the stream. */
  readonly asking: Asking;
}

/** Answers with an explanation, and then with what a language model writes about it, as it is written. */
export function streamProseEvents(stream: ProseStream): Response {
  return eventResponse(proseEvents(stream), { onEnd: stream.asking.end });
}

/** @throws {Problem} 422: what is kept under an Idempotency-Key is one answer */
export function checkNoReplay(idempotencyKey: string | undefined): void {
  if (idempotencyKey !== undefined)
    throw new Problem(422, "A stream is not kept: leave Idempotency-Key out, or narrative: true.", {
      title: "No replay of a stream",
    });
}

async function* proseEvents({ chat, answer, told, asking }: ProseStream): AsyncGenerator<WireEvent, void> {
  const { model, host } = chat;
  yield { type: "explanation", data: answer };
  const open = new Set<DetectorId>(toldDetectors(told));
  const all = open.size;
  let dropped = 0;
  try {
    for await (const { type, ...data } of streamProse(chat, told, { signal: asking.signal })) {
      if (type === "done" || type === "dropped") open.delete(data.detector);
      if (type === "dropped") dropped++;
      yield { type, data };
    }
  } catch (error) {
    const reason = asking.reason();
    if (reason === undefined) throw error;
    for (const detector of open) yield { type: "dropped", data: { detector, reason } };
    dropped += open.size;
  }
  yield { type: "end", data: { model, host, done: all - dropped, dropped } };
}
