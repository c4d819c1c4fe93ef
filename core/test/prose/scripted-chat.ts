import type { Chat, ChatAnswer, ChatMessage, FinishReason } from "../../src/llm/chat.ts";

interface Scripted {
  readonly text: string;
  readonly finishReason?: FinishReason;
}

/** A model that says what its script says, and keeps what it was asked. An error in the script is thrown. */
export function scriptedChat(script: (messages: readonly ChatMessage[], turn: number) => Scripted | Error) {
  const asked: (readonly ChatMessage[])[] = [];
  const answer = (messages: readonly ChatMessage[]): ChatAnswer => {
    const said = script(messages, asked.push(messages) - 1);
    if (said instanceof Error) throw said;
    const usage = { inputTokens: undefined, outputTokens: undefined };
    return { finishReason: "stop", usage, model: "scripted", elapsedMs: 0, ...said };
  };
  const chat: Pick<Chat, "complete" | "stream"> = {
    complete: async (request) => {
      await Promise.resolve();
      return answer(request.messages);
    },
    async *stream(request) {
      const whole = answer(request.messages);
      for (const piece of whole.text.match(/[\s\S]{1,40}/g) ?? []) {
        await Promise.resolve();
        yield piece;
      }
      return whole;
    },
  };
  return { chat, asked };
}

/** An answer that keeps to every rule about the explanation of `explained-code.ts`. */
export function goodAnswer(
  change: Partial<Record<"understanding" | "analysis" | "justification" | "verdict", string>> = {},
) {
  const parts = {
    understanding: "This is a Python function that adds up the prices below a limit and returns the sum at its end.",
    analysis:
      "The comment in line 3 fits a share of lines that are comments of 17 %, which is more typical of AI, while line 1 is worded more like code by people.",
    justification:
      "The joined score of +3.00 lies above the threshold of +2.00, so the verdict leans to AI. It is evidence and not proof, and other readings remain possible.",
    verdict: "ai",
    ...change,
  };
  return `## Understanding\n${parts.understanding}\n\n## Analysis\n${parts.analysis}\n\n## Justification\n${parts.justification}\n\nVerdict: ${parts.verdict}`;
}
