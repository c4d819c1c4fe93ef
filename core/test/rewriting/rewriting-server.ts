import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
}

/** A language model at the chat route of OpenAI's API; each question is answered by `answer`. Must be closed. */
export interface RewritingServer {
  readonly url: string;
  /** What was asked, in order: the whole of each question. */
  readonly asked: readonly { readonly model: string; readonly text: string }[];
  readonly close: () => Promise<void>;
}

export async function openRewritingServer(
  answer: (question: { readonly model: string; readonly code: string; readonly at: number }) => string,
): Promise<RewritingServer> {
  const asked: { model: string; text: string }[] = [];
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { model, messages } = JSON.parse(await readBody(request)) as Asked;
    const code = messages.at(-1)!.content.split("\n").slice(1, -1).join("\n");
    asked.push({ model, text: messages.map(({ content }) => content).join("\n") });
    const content = answer({ model, code, at: asked.length - 1 });
    const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content } };
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify({ id: "1", object: "chat.completion", created: 1, model, choices: [choice], usage }));
  };
  const server = createServer((request, response) => void reply(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
