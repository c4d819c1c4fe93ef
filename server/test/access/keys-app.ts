import { pino } from "pino";
import type { Access } from "../../src/access.ts";
import { openAccess } from "../../src/access/open-access.ts";
import { readServerSecret } from "../../src/access/server-secret.ts";
import { listen, openHttpServer } from "../../src/http-server.ts";
import { describeProblem } from "../../src/middleware/describe-problem.ts";
import { keysRoutes } from "../../src/route/keys.ts";
import { createRouter, type Router } from "../../src/route/router.ts";
import type { Settings } from "../../src/settings.ts";
import type { Storage } from "../../src/storage.ts";

interface KeysApp {
  readonly access: Access;
  readonly app: Router;
  /** Everything that was logged, as text. */
  readonly logged: () => string;
}

/** The routes for keys behind access to a database, as the server puts them together. */
export async function openKeysApp(storage: Storage, settings: Settings): Promise<KeysApp> {
  const lines: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line) => void lines.push(line) });
  const access = openAccess({ db: storage.db, secret: await readServerSecret(settings), settings, logger });
  const app = createRouter();
  app.onError((error, context) => describeProblem(error, context, logger).toResponse());
  app.route("/", keysRoutes({ access, settings }));
  return { access, app, logged: () => lines.join("") };
}

/** Listens on a free port of this machine. */
export async function serveApp(
  app: Router,
  settings: Settings,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = openHttpServer({ fetch: (request, env) => app.fetch(request, env) }, settings);
  const { port } = await listen(server, { ...settings, host: "127.0.0.1", port: 0 });
  return { url: `http://127.0.0.1:${port}`, close: async () => server.drain(0) };
}
