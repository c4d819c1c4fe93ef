import { LanguageUnknownError, UnjudgeableError, type AskOptions } from "../inference.ts";
import type { Failure } from "./thread-protocol.ts";
import type { Done } from "./thread-pool.ts";

/** A task that somebody waits for. */
export interface Job<Task, Answer> {
  readonly task: Task;
  readonly holding: string | undefined;
  readonly line: string;
  readonly accepted: number;
  /** When a thread turned to it, as far as is known here. */
  begun: number | undefined;
  /** Threads that broke on it. */
  crashes: number;
  readonly resolve: (done: Done<Answer>) => void;
  readonly reject: (error: unknown) => void;
  readonly promise: Promise<Done<Answer>>;
}

export function createJob<Task, Answer>(
  task: Task,
  holding: string | undefined,
  { line = "" }: AskOptions,
  accepted: number,
): Job<Task, Answer> {
  const settling = Promise.withResolvers<Done<Answer>>();
  return { task, holding, line, accepted, begun: undefined, crashes: 0, ...settling };
}

/** What the caller is told. */
export function toError({ kind, message }: Failure): Error {
  return kind === "language" ? new LanguageUnknownError(message) : new UnjudgeableError(message);
}
