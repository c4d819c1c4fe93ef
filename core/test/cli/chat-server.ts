import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

interface Message {
  readonly role: string;
  readonly content: string;
}

export interface ChatServer {
  readonly url: string;
  /** The messages of each request, in order of arrival. */
  readonly requests: readonly (readonly Message[])[];
}

/** The route of OpenAI's API that answers a chat. `answer` gives the text, or a status that is an error. */
export async function openChatServer(
  answer: (messages: readonly Message[], model: string) => string | number,
): Promise<ChatServer> {
  const requests: (readonly Message[])[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      const { messages, model } = JSON.parse(body) as { messages: readonly Message[]; model: string };
      requests.push(messages);
      const said = request.url === "/v1/chat/completions" ? answer(messages, model) : 404;
      response.setHeader("content-type", "application/json");
      response.statusCode = typeof said === "number" ? said : 200;
      const choice = { index: 0, message: { role: "assistant", content: said }, finish_reason: "stop" };
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      const whole = { id: "1", object: "chat.completion", created: 1, model, choices: [choice], usage };
      response.end(JSON.stringify(typeof said === "number" ? { error: { message: "refused", type: "test" } } : whole));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, requests };
}
