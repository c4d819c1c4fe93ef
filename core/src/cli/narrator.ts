import type { Chat } from "../llm/chat.ts";
import type { ProseRequest } from "../prose.ts";
import type { ToldProse } from "./explainer.ts";

/** A language model that writes about files. */
export interface Narrator {
  readonly model: string;
  /** @throws only when `signal` fires: why there is no text stands in the answers */
  readonly tell: (request: ProseRequest, signal: AbortSignal) => Promise<ToldProse>;
}

export function createNarrator(chat: Chat): Narrator {
  return {
    model: chat.model,
    tell: async (request, signal) => {
      const { writeProse } = await import("../prose/write-prose.ts");
      return { model: chat.model, host: chat.host, answers: await writeProse(chat, request, { signal }) };
    },
  };
}
