/** One run of the command that trains. */
export interface RetrainRun {
  readonly id: string;
  readonly reason: "schedule" | "alarm" | "request";
  readonly state: "running" | "done" | "failed" | "timed-out" | "aborted";
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** Null while it runs, and when it was ended by a signal or never began. */
  readonly exitCode: number | null;
}

/**
 * Trains again by calling the operator's command: never two at a time, by whichever process. What it makes appears as an
 * inactive model version, which a person promotes. Must be closed.
 */
export interface Retraining {
  /** @throws {Problem} 404 without a command, 409 while one runs */
  start(reason: RetrainRun["reason"], actor: string): Promise<RetrainRun>;
  /** Newest first. @param limit 1 to 1000 */
  runs(limit: number): Promise<readonly RetrainRun[]>;
  /** Resolves when the run that this process started has ended. */
  ended(): Promise<void>;
  /** Ends a run of this process. */
  close(): Promise<void>;
}
