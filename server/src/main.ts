import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { isLoopback } from "./access/is-loopback.ts";
import { listen, openHttpServer, type Answerer } from "./http-server.ts";
import type { OpenParts } from "./open-parts.ts";
import { Problem } from "./problem.ts";
import type { Settings } from "./settings.ts";

/** A server that answers. Must be stopped. */
export interface RunningServer {
  /** `http://127.0.0.1:58000` */
  readonly url: string;
  readonly address: AddressInfo;
  /** Takes nothing new, lets requests, then jobs, end within `drainSeconds` each, and closes everything. */
  readonly stop: () => Promise<void>;
}

/**
 * On a loopback address the port is taken at once, and 503 answered until everything is open, so that a port which is taken
 * is told at once. On any other it is taken only when it is known whom to let in.
 * @throws with the remedy: the port or the data folder is taken, the database is away, a model is broken, there are no keys
 */
export async function startServer(settings: Settings, logger: Logger): Promise<RunningServer> {
  let app: Answerer = { fetch: () => starting.toResponse() };
  const server = openHttpServer({ fetch: (request, env) => app.fetch(request, env) }, settings);
  let opened: OpenParts | undefined;
  const open = async (): Promise<OpenParts> => {
    // Loaded only now: it takes some tenths of a second.
    const { openParts } = await import("./open-parts.ts");
    opened = await openParts(settings, logger, settings.jobWorkers);
    await opened.access.requireKeys();
    return opened;
  };
  try {
    if (!isLoopback(settings.host)) await open();
    const address = await listen(server, settings);
    const parts = opened ?? (await open());
    const { createApp } = await import("./app.ts");
    app = createApp(parts);
    const url = `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
    logger.info({ url, engine: parts.storage.engine, models: parts.inference.versions() }, "listening");
    return {
      url,
      address,
      stop: async () => {
        logger.info("stopping");
        parts.beginToStop();
        await server.drain(settings.drainSeconds * 1000);
        await parts.close();
        logger.info("stopped");
      },
    };
  } catch (error) {
    await server.drain(0);
    // What went wrong first is what is told.
    await opened?.close().catch(() => {});
    throw error;
  }
}

const starting = new Problem(503, "The server is starting.", { title: "Not ready", headers: { "retry-after": "1" } });
