import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createRandom } from "whowrote/random";
import { createKeyMeter } from "./key-meter.ts";
import type { LimitReport, Limits } from "./limits.ts";

/** A language model's server on this machine. Must be closed. */
export interface LimitServer {
  /** Ends in /v1. */
  readonly url: string;
  readonly report: () => LimitReport;
  readonly close: () => Promise<void>;
}

interface Question {
  readonly messages: readonly { readonly content: string | readonly { readonly text: string }[] }[];
  readonly max_tokens?: number;
  readonly stream?: boolean;
}

/** What every question is answered with. */
export const rewritten =
  "def total(values):\n    result = 0\n    for value in values:\n        result += value\n    return result\n";

/**
 * Answers POST /v1/chat/completions as Groq does, limits and refusals included: requests and tokens a minute, requests a day,
 * unknown and restricted keys, dropped connections, errors, and answers that take their time, whole or streamed.
 */
export async function openLimitServer(limits: Limits): Promise<LimitServer> {
  const random = createRandom(limits.seed);
  const meters = new Map(Object.keys(limits.keys).map((key) => [key, createKeyMeter(key, limits)]));
  let dropped = 0;
  let failed = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrived = performance.now();
    const key = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    const pieces = await Array.fromAsync(request as AsyncIterable<Buffer>);
    const question = JSON.parse(Buffer.concat(pieces).toString()) as Question;
    const meter = meters.get(key);
    if (meter === undefined)
      return send(response, 401, { error: { message: `Invalid API Key: ${key}`, code: "invalid_api_key" } });
    if (limits.keys[key] === "restricted")
      return send(response, 403, {
        error: { message: "Organization has been restricted.", code: "organization_restricted" },
      });
    const refusal = meter.admit(arrived, countTokens(question));
    if (refusal) return send(response, refusal.status, refusal.body, refusal.headers);
    const chance = random();
    if (chance < limits.dropped) {
      dropped++;
      request.socket.destroy();
      return;
    }
    const { from, to } = limits.answerMs;
    if (to > 0) await wait(from + (to - from) * random());
    if (chance < limits.dropped + limits.failed) {
      failed++;
      return send(response, 503, { error: { message: "Service Unavailable" } });
    }
    meter.noteAnswer();
    if (question.stream === true) await sendStream(response, (to - from) / 10);
    else
      send(response, 200, {
        ...about,
        choices: [{ index: 0, message: { role: "assistant", content: rewritten }, finish_reason: "stop" }],
        usage,
      });
  }

  const server = createServer((request, response) => {
    // A client that went away gets no answer.
    answer(request, response).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 120_000;
  // Hundreds connect at the same moment.
  await new Promise<void>((resolve) => void server.listen({ port: 0, host: "127.0.0.1", backlog: 2048 }, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    report: () => ({ keys: [...meters.values()].map((meter) => meter.report()), dropped, failed }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

const about = { id: "chatcmpl-1", object: "chat.completion", model: "llama-3.3-70b-versatile" };
const usage = { prompt_tokens: 200, completion_tokens: 40, total_tokens: 240 };

/** Four characters a token, and as many as the answer may have. */
function countTokens({ messages, max_tokens: most = 0 }: Question): number {
  const text = messages
    .map(({ content }) => (typeof content === "string" ? content : content.map((part) => part.text).join("")))
    .join("");
  return Math.ceil(text.length / 4) + most;
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function sendStream(response: ServerResponse, pauseMs: number): Promise<void> {
  const event = (choice: object, more: object = {}): string =>
    `data: ${JSON.stringify({ ...about, choices: [{ index: 0, ...choice }], ...more })}\n\n`;
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const line of rewritten.match(/.*\n/g)!) {
    response.write(event({ delta: { content: line } }));
    await wait(pauseMs);
  }
  response.write(event({ delta: {}, finish_reason: "stop" }, { usage }));
  response.end("data: [DONE]\n\n");
}
