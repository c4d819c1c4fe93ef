import type { Writable } from "node:stream";
import { pino, type Logger } from "pino";
import { writeTo } from "whowrote/cli/environment";
import type { Settings } from "../settings.ts";

/** Lines are written together after so long: to a pipe or a file each write holds the event loop up. */
const gatherMs = 50;

/** Runs something that logs, one JSON object a line, and writes all of it, however that ends. */
export async function withLog<Result>(
  { logLevel }: Pick<Settings, "logLevel">,
  stream: Writable,
  work: (logger: Logger) => Promise<Result>,
): Promise<Result> {
  let lines = "";
  let timer: NodeJS.Timeout | undefined;
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const text = lines;
    lines = "";
    // A log that cannot be written must not end the server.
    await writeTo(stream, text).catch(() => {});
  };
  const write = (line: string): void => {
    lines += line;
    timer ??= setTimeout(() => void flush(), gatherMs);
  };
  try {
    return await work(pino({ level: logLevel, base: null }, { write }));
  } finally {
    await flush();
  }
}
