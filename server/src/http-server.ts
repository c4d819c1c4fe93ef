import { STATUS_CODES, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { UsageError } from "whowrote/cli/usage-error";
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

export function openHttpServer(app: Answerer, settings: Settings): HttpServer {
  const node = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env as HttpBindings),
    serverOptions: {
      // Against clients that send a byte now and then to hold a connection (slow loris).
      headersTimeout: settings.headerSeconds * 1000,
      requestTimeout: settings.bodySeconds * 1000,
      connectionsCheckingInterval: checkMs,
      keepAliveTimeout: 5000,
      maxHeaderSize: 16_384,
    },
  }) as Server;
  node.maxConnections = settings.connections;
  node.on("clientError", refuse);
  return { node, drain: async (limitMs) => drain(node, limitMs) };
}

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
