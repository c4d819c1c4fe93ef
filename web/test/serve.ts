import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { builtPage } from "./built-page.ts";
import { freshData } from "./fresh-data.ts";

const program = resolve(import.meta.dirname, "../../core/bin/whowrote.js");

/** A server as `npm start` runs it, in a process of its own with a data folder of its own. */
export interface Served {
  readonly url: string;
  readonly data: string;
  readonly stop: () => Promise<void>;
}

export interface ServeOptions {
  /** Further settings. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A data folder that is kept at the end; a fresh one where left out. */
  readonly data?: string;
  readonly port?: number;
}

export async function serve({ environment = {}, data, port = 0 }: ServeOptions = {}): Promise<Served> {
  const [page, folder] = await Promise.all([builtPage(), data ?? freshData()]);
  const child = spawn(process.execPath, [program, "serve"], {
    // One thread that judges: each loads the model, and the browser needs a core of its own.
    env: {
      ...process.env,
      WHOWROTE_PAGE: page,
      WHOWROTE_DATA: folder,
      WHOWROTE_THREADS: "1",
      API_PORT: String(port),
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const url = await new Promise<string>((told, failed) => {
    child.once("exit", (code) => failed(new Error(`The server ended with ${code}: ${said.join("")}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(`${line}\n`);
      const entry = JSON.parse(line) as { msg?: string; url?: string };
      if (entry.msg === "listening" && entry.url !== undefined) told(entry.url);
    });
  });
  return {
    url,
    data: folder,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      if (data === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
