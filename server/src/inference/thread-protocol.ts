/** What a thread is told to do. It does one thing after the other and says one {@link ThreadNews} for each, in their order. */
export type ThreadOrder<Spec, Task> =
  /** Sent first of all: answered when the thread has loaded its own code. */
  | { readonly type: "start" }
  /** `isUrgent`: somebody waits for it, so what only makes it faster is left out. */
  | { readonly type: "load"; readonly name: string; readonly spec: Spec; readonly isUrgent: boolean }
  | { readonly type: "unload"; readonly name: string }
  /** `holding` is the name of what was loaded for it; some tasks need nothing. */
  | { readonly type: "work"; readonly holding?: string | undefined; readonly task: Task };

/** What is sent to a thread: orders, or the number of one (from 0, as they came) whose answer nobody waits for any more. */
export type ThreadMessage<Spec, Task> =
  | { readonly orders: readonly ThreadOrder<Spec, Task>[] }
  | { readonly skip: number };

export type ThreadNews<Answer> =
  | { readonly type: "done" }
  | { readonly type: "answer"; readonly answer: Answer; readonly elapsedMs: number }
  /** It was not begun, or was given up. */
  | { readonly type: "skipped" }
  | { readonly type: "failure"; readonly failure: Failure };

export interface Failure {
  /**
   * `language`: none could be told. `input`: what was given cannot be read, and another thread could not read it either.
   * `defect`: nobody expected it, and the thread is in an unknown state.
   */
  readonly kind: "language" | "input" | "defect";
  /** For `language` and `input`, a sentence that the caller may see. */
  readonly message: string;
}
