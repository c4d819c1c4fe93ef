import { resolve } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { createApp } from "../src/app.ts";
import type { AppParts } from "../src/app-parts.ts";
import { openParts, type OpenParts } from "../src/open-parts.ts";
import type { Router } from "../src/route/router.ts";
import { parseSettings, type Settings } from "../src/settings.ts";
import type { StoragePlace } from "./storages.ts";

/** The whole app over an empty database and the released model. */
export interface TestApp {
  readonly parts: OpenParts;
  readonly app: Router;
  /** The same parts under other settings; what was opened with them stays as it is. */
  readonly variant: (changes: Partial<AppParts>) => Router;
  /** Sends a value as JSON. */
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  /** Everything that was logged. */
  readonly log: () => string;
}

export async function openApp(place: StoragePlace, variables: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const database = await place.create();
  const settings: Settings = parseSettings(
    { ...database.variables, WHOWROTE_THREADS: "1", WHOWROTE_LOG_LEVEL: "debug", ...variables },
    { cwd: resolve("."), models: resolve("models") },
  );
  let logged = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  const parts = await openParts(settings, pino({ level: "debug", base: null }, stream), 1, {
    ...process.env,
    ...variables,
  });
  const app = createApp(parts);
  return {
    parts,
    app,
    variant: (changes) => createApp({ ...parts, ...changes }),
    post: async (path, body, headers) => app.request(path, jsonRequest(body, headers)),
    log: () => logged,
  };
}

export const jsonRequest = (body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
