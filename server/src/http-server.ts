import { createServer, STATUS_CODES, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener, RequestError, type HttpBindings } from "@hono/node-server";
import { UsageError } from "whowrote/cli/usage-error";
import { Problem } from "./problem.ts";
import type { Settings } from "./settings.ts";

/** What answers, such as an app. */
export interface Answerer {
  readonly fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>;
}

/** Node's HTTP server in front of it. */
export interface HttpServer {
  readonly node: Server;
  /** Takes no new connections, and waits until the others are idle; those that are not after `limitMs` are cut. */
  readonly drain: (limitMs: number) => Promise<void>;
}

/** How often Node looks for clients that are too slow, and drained connections for being idle. */
const checkMs = 1000;
const idleCheckMs = 50;
/** A connection on which nothing moves for so long, also while it is answered, is cut. */
const silenceMs = 120_000;

export function openHttpServer(app: Answerer, settings: Settings): HttpServer {
  const answer = getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    // What never reaches the app, or falls through it.
    errorHandler: (error) => (error instanceof RequestError ? unreadable : broken).toResponse(),
  });
  const options = {
    // Against clients that send a byte now and then to hold a connection (slow loris).
    headersTimeout: settings.headerSeconds * 1000,
    requestTimeout: settings.bodySeconds * 1000,
    connectionsCheckingInterval: checkMs,
    keepAliveTimeout: 5000,
    maxHeaderSize: 16_384,
  };
  const node = createServer(options, (incoming, outgoing) => void answer(incoming, outgoing));
  // And against those that do not take what they are sent. A request that is judged, and a job that is watched, take less.
  node.setTimeout(Math.max(silenceMs, 2000 * (settings.timeLimit + (settings.llm ? settings.askSeconds : 0))));
  node.maxConnections = settings.connections;
  node.on("clientError", refuse);
  // A connection that could not be taken, for lack of memory or files, is no reason to end; unheard, its event would be one.
  node.on("error", () => {});
  return { node, drain: async (limitMs) => drain(node, limitMs) };
}

const unreadable = new Problem(400, "The address or the Host header is not one that can be read.", {
  title: "Bad request",
});
const broken = new Problem(500, "Something is wrong in the server.", { title: "Internal error" });

const statuses: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what is no HTTP, too large in its headers or too slow, where nothing was answered yet. */
function refuse(error: NodeJS.ErrnoException, socket: Socket & { readonly _httpMessage?: unknown }): void {
  if (!socket.writable || socket._httpMessage !== undefined || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ""] ?? 400;
  const title = STATUS_CODES[status];
  const body = JSON.stringify({ type: "about:blank", title, status, detail: "The request was not read to its end." });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** @throws {UsageError} when the port is taken, may not be used, or the host is not this machine's */
export async function listen({ node }: HttpServer, { host, port }: Settings): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    node.once("error", (cause: NodeJS.ErrnoException) => {
      const reason = reasons[cause.code ?? ""] ?? "cannot be listened on";
      reject(new UsageError(`API_HOST=${host} API_PORT=${port}: ${reason}.`, { cause }));
    });
    node.listen(port, host, resolve);
  });
  return node.address() as AddressInfo;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there. Stop it, or choose another port; 0 takes a free one",
  EACCES: "this user may not listen there. Choose a port above 1023",
  EADDRNOTAVAIL: "no address of this machine. Choose 127.0.0.1, or 0.0.0.0 for all",
  ENOTFOUND: "no such host. Choose 127.0.0.1, or 0.0.0.0 for all",
};

async function drain(node: Server, limitMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    node.close(() => resolve());
  });
  // A connection becomes idle when its answer is out; Node would keep it for the client's next request.
  const idle = setInterval(() => node.closeIdleConnections(), idleCheckMs);
  const cut = setTimeout(() => node.closeAllConnections(), limitMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
