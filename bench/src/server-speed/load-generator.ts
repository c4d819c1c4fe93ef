import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Load, LoadResult } from "./load.ts";
import type { CodeText } from "./texts.ts";

/** A process that sends requests. Must be closed. */
export interface LoadGenerator {
  /** How many different texts it has. */
  readonly texts: number;
  /** One at a time. */
  readonly run: (load: Load) => Promise<LoadResult>;
  readonly close: () => Promise<void>;
}

const program = fileURLToPath(new URL("../generate-load.ts", import.meta.url));

type Reply<Value> = { readonly result: Value } | { readonly problem: string };

/** @throws when there is no code of more than 60 lines */
export async function openLoadGenerator(code: readonly CodeText[]): Promise<LoadGenerator> {
  const child = fork(program, { serialization: "advanced" });
  async function ask<Value>(message: readonly CodeText[] | Load): Promise<Value> {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const replied = once(child, "message", { signal }) as Promise<[Reply<Value>]>;
      child.send(message);
      const exited = once(child, "exit", { signal }).then(([exitCode]) => {
        throw new Error(`The load generator ended with code ${exitCode}.`);
      });
      const [reply] = await Promise.race([replied, exited]);
      if ("problem" in reply) throw new Error(reply.problem);
      return reply.result;
    } finally {
      ended.abort();
    }
  }
  const close = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill();
    await exited;
  };
  try {
    return { texts: await ask<number>(code), run: ask<LoadResult>, close };
  } catch (error) {
    await close();
    throw error;
  }
}
