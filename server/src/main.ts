import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
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
 * Takes the port at once, and answers 503 until everything is open.
 * @throws with the remedy: the port or the data folder is taken, the database is away, a model is broken
 */
export async function startServer(settings: Settings, logger: Logger): Promise<RunningServer> {
  let app: Answerer = { fetch: () => starting.toResponse() };
  const server = openHttpServer({ fetch: (request, env) => app.fetch(request, env) }, settings);
  const address = await listen(server, settings);
  let parts: OpenParts | undefined;
  try {
    // Loaded only now, so that a port that is taken is told at once.
    const [{ createApp }, { openParts }] = await Promise.all([import("./app.ts"), import("./open-parts.ts")]);
    const opened = await openParts(settings, logger, settings.jobWorkers);
    parts = opened;
    await opened.access.requireKeys();
    app = createApp(opened);
    const url = `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
    logger.info({ url, engine: opened.storage.engine, models: opened.inference.versions() }, "listening");
    return {
      url,
      address,
      stop: async () => {
        logger.info("stopping");
        opened.beginToStop();
        await server.drain(settings.drainSeconds * 1000);
        await opened.close();
        logger.info("stopped");
      },
    };
  } catch (error) {
    await server.drain(0);
    await parts?.close();
    throw error;
  }
}

const starting = new Problem(503, "The server is starting.", { title: "Not ready", headers: { "retry-after": "1" } });
