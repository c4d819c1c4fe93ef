import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers one request; `count` is how many came before it. */
export type Answer = (response: ServerResponse, request: SeenRequest, count: number) => unknown;

export interface ScriptedServer {
  /** Ends in /v1. */
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/** A real HTTP server that answers as it is told, until the test ends. */
export async function serveScript(answer: Answer): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(pieces).toString()) as SeenRequest["body"];
      seen.push({ path: request.url!, headers: request.headers, body });
      void answer(response, seen.at(-1)!, seen.length - 1);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, seen };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** An answer in OpenAI's form. */
export function sendText(response: ServerResponse, text: string): void {
  sendJson(response, 200, {
    id: "1",
    model: "the-model",
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
  });
}

/** One piece of a streamed answer in OpenAI's form. */
export function sendPiece(response: ServerResponse, content: string): void {
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(event({ id: "1", model: "the-model", choices: [{ index: 0, delta: { content } }] }));
}

export function sendEnd(response: ServerResponse): void {
  const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
  response.write(
    event({ id: "1", model: "the-model", choices: [{ index: 0, delta: {}, finish_reason: "length" }], usage }),
  );
  response.end("data: [DONE]\n\n");
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
