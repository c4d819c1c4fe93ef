import type { AskOptions, InferenceFigures } from "../inference.ts";

export interface PoolOptions<Spec> {
  /** Module that calls `serveOrders`. */
  readonly program: URL;
  readonly threads: number;
  /** So many tasks may wait for a thread. */
  readonly capacity: number;
  /** What one task may take. */
  readonly timeLimitMs: number;
  /** Most tasks that a thread has at a time. */
  readonly batch: number;
  /** What tasks that were taken may take to end when it is closed. */
  readonly drainMs: number;
  /** What every thread loads when it starts, by name. */
  readonly holdings: ReadonlyMap<string, Spec>;
}

export interface Done<Answer> {
  readonly answer: Answer;
  readonly elapsedMs: number;
  readonly waitedMs: number;
}

/** Threads that do tasks, each with what it has loaded for them. Must be closed. Methods do as those of `Inference`. */
export interface ThreadPool<Spec, Task, Answer> {
  /** @param holding name of what the task needs; undefined where it needs nothing */
  readonly run: (task: Task, holding: string | undefined, options?: AskOptions) => Promise<Done<Answer>>;
  readonly load: (name: string, spec: Spec) => Promise<void>;
  readonly unload: (name: string) => Promise<void>;
  readonly holdings: () => readonly string[];
  readonly ready: Promise<void>;
  readonly isReady: () => boolean;
  readonly figures: () => InferenceFigures;
  readonly close: () => Promise<void>;
}
