import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LimitReport, Limits } from "./limits.ts";

/** A server with limits in a process of its own. Must be closed. */
export interface LimitProcess {
  /** Ends in /v1. */
  readonly url: string;
  readonly report: () => Promise<LimitReport>;
  readonly close: () => Promise<void>;
}

const program = fileURLToPath(new URL("../llm-limits.ts", import.meta.url));

export async function startLimitProcess(limits: Limits): Promise<LimitProcess> {
  const child = fork(program);
  async function ask<Value>(message: object): Promise<Value> {
    const exited = new AbortController();
    child.once("exit", () => exited.abort(new Error("The server with limits has ended.")));
    const replied = once(child, "message", { signal: exited.signal }) as Promise<[Value]>;
    child.send(message);
    return (await replied)[0];
  }
  return {
    url: await ask<string>(limits),
    report: async () => ask<LimitReport>({}),
    close: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
