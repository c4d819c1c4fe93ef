import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Question {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
  readonly stream?: boolean;
}

/** Text, a status that is an error, or nothing: then it never answers. */
export type ChatReply = (question: string, model: string) => string | number | undefined;

/** A language model at the chat route of OpenAI's API, whole and streamed. Must be closed. */
export interface ChatServer {
  /** Ends in /v1. */
  readonly url: string;
  /** The whole of each question, in order. */
  readonly asked: readonly string[];
  /** Questions whose asker went away before the answer was out. */
  readonly left: () => number;
  /** What is answered from now on. */
  reply: ChatReply;
  readonly close: () => Promise<void>;
}

export async function openChatServer(): Promise<ChatServer> {
  const asked: string[] = [];
  let left = 0;
  const server = createServer((request, response) => void answer(request, response));
  const chat: ChatServer = {
    url: "",
    asked,
    left: () => left,
    reply: () => 404,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("close", () => {
      if (!response.writableFinished) left++;
    });
    const { messages, model, stream = false } = JSON.parse(await text(request)) as Question;
    const question = messages.map(({ content }) => content).join("\n");
    asked.push(question);
    const said = chat.reply(question, model);
    if (said === undefined) return;
    if (typeof said === "number") {
      response.writeHead(said, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: "refused", type: "test" } }));
      return;
    }
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const about = { id: "1", created: 1, model, usage };
    if (!stream) {
      const choices = [{ index: 0, message: { role: "assistant", content: said }, finish_reason: "stop" }];
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ...about, object: "chat.completion", choices }));
      return;
    }
    response.setHeader("content-type", "text/event-stream");
    const send = (delta: object, reason: string | null): boolean =>
      response.write(
        `data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`,
      );
    for (const piece of said.match(/[\s\S]{1,80}/g) ?? []) send({ content: piece }, null);
    send({}, "stop");
    response.end("data: [DONE]\n\n");
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(chat, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
}

/** Three parts by all rules, with the verdict that the question names. */
export function writtenProse(question: string): string {
  const verdict = /VERDICT \(given, not yours to change\): (\w+)/.exec(question)?.[1];
  return `## Understanding
The code reads a file of orders and adds up one column for each customer before it prints the largest.

## Analysis
The names and the layout of the functions are compared with what is usual, and some lines stand out more than others.

## Justification
These points lead to the score that was measured, while the rest of the evidence speaks against it a little.

Verdict: ${verdict}`;
}
