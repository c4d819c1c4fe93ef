import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A TypeScript file run as a process of its own, beside the tests. */
export interface Child {
  readonly pid: number;
  /** Lines of its standard output so far. */
  readonly lines: readonly string[];
  /** Of its standard error so far. */
  readonly errors: readonly string[];
  /** Resolves when it has printed so many lines; rejects when it ends before. */
  printed(lines: number): Promise<void>;
  /** Its exit code; null when it was killed. */
  ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

export function startChild(file: string, variables: Readonly<Record<string, string>>): Child {
  const child: ChildProcess = spawn(process.execPath, [file], {
    env: { PATH: process.env["PATH"], ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const errors: string[] = [];
  const listeners = new Set<() => void>();
  const collect = (stream: NodeJS.ReadableStream | null, into: string[]): void => {
    if (stream !== null) {
      createInterface({ input: stream }).on("line", (line) => {
        into.push(line);
        for (const listener of listeners) listener();
      });
    }
  };
  collect(child.stdout, lines);
  collect(child.stderr, errors);
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
  });
  return {
    pid: child.pid ?? 0,
    lines,
    errors,
    ended,
    kill: (signal) => void child.kill(signal),
    printed: async (count) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (lines.length >= count) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended after ${lines.length} lines: ${errors.join("\n")}`)));
      }),
  };
}
