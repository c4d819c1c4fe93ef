import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Question {
  readonly messages: readonly { readonly content: string }[];
  readonly stream?: boolean;
}

/** A language model at the chat route of OpenAI's API. Must be closed. */
export interface ChatServer {
  /** Ends in /v1. */
  readonly url: string;
  /** Without the scheme. */
  readonly host: string;
  /** The whole of each question. */
  readonly asked: readonly string[];
  /** The second half of a streamed answer waits for it. */
  gate: Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param answer what is said to a question */
export async function openChatServer(answer: (question: string) => string): Promise<ChatServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => void reply(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const chat: ChatServer = {
    ...{ url: `http://${host}/v1`, host, asked, gate: Promise.resolve() },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return chat;

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { messages, stream = false } = JSON.parse(await text(request)) as Question;
    const question = messages.map(({ content }) => content).join("\n");
    asked.push(question);
    const said = answer(question);
    const about = { id: "1", created: 1, model: "the-model" };
    if (!stream) {
      const choices = [{ index: 0, message: { role: "assistant", content: said }, finish_reason: "stop" }];
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ...about, object: "chat.completion", choices }));
      return;
    }
    response.setHeader("content-type", "text/event-stream");
    const send = (delta: object, reason: string | null): void => {
      const choices = [{ index: 0, delta, finish_reason: reason }];
      response.write(`data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", choices })}\n\n`);
    };
    const middle = said.length >> 1;
    send({ content: said.slice(0, middle) }, null);
    await chat.gate;
    send({ content: said.slice(middle) }, null);
    send({}, "stop");
    response.end("data: [DONE]\n\n");
  }
}

/** Three parts by all rules; the verdict is the one that the question names. */
export function writtenProse(question: string): string {
  const verdict = /VERDICT \(given, not yours to change\): (\w+)/.exec(question)?.[1];
  return `## Understanding
The code keeps a list of things in order and offers methods that change it, each with a short text above.

## Analysis
The names and the layout of its methods fit <img src=x onerror=alert()> what is usual for one side of the comparison.

## Justification
These points lead to the score that was measured, while the rest of the evidence speaks against it a little.

Verdict: ${verdict}`;
}
