import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
}

/** The chat route of OpenAI's API at the address that it gives; closed at the end of the test. */
export async function openChatServer(answer: (question: string) => string): Promise<string> {
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { model, messages } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Asked;
    const content = answer(messages.at(-1)!.content);
    const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content } };
    const usage = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
    response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify({ id: "1", object: "chat.completion", created: 1, model, choices: [choice], usage }));
  };
  const server = createServer((request, response) => void reply(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}
