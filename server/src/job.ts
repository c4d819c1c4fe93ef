import type { LanguageId } from "whowrote/language";
import type { Verdict } from "whowrote/verdict";
import type { FileBundle } from "./job/bundle.ts";

export const jobStates = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** `waiting` files are still to be judged; every other state is final. */
export type FileState = "waiting" | "done" | "failed" | "skipped" | "cancelled";

/** What holds for every file of a job. */
export interface JobOptions {
  /** Accepted share of false accusations, 0.001 to 0.2; the server's own where left out. */
  readonly falsePositiveRate?: number | undefined;
  /** Judges also what is ignored, vendored, generated or minified. */
  readonly all?: boolean | undefined;
  /** Judges only these. */
  readonly languages?: readonly LanguageId[] | undefined;
}

/** Counts of files. `total` is all of them; done, failed and skipped ones are over. */
export interface JobProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What is known of telling somebody that a job is over. The secret is not part of it. */
export interface WebhookState {
  readonly url: string;
  readonly attempts: number;
  readonly deliveredAt?: Date;
  /** Why the last attempt failed. */
  readonly error?: string;
}

/** Many files judged in the background. It is `failed` when no file could be judged; one bad file fails alone. */
export interface Job {
  readonly id: string;
  readonly state: JobState;
  readonly createdAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly files: JobProgress;
  readonly options: JobOptions;
  readonly keyId?: string;
  readonly webhook?: WebhookState;
  readonly error?: string;
}

/** One file of a job, with its verdict once it has one. */
export interface JobFile {
  /** From 0, in the order of the upload. */
  readonly position: number;
  readonly path: string;
  readonly state: FileState;
  readonly language?: string;
  /** Why it was skipped or failed. */
  readonly error?: string;
  readonly prediction?: {
    readonly id: string;
    readonly verdict: Verdict;
    /** 0..1; null when nothing can be said. */
    readonly probability: number | null;
    readonly falseAlarmRate: number | null;
    readonly lines: number;
    readonly modelVersion: string;
  };
}

/**
 * What a watcher of a job is told. `number` counts the files that are over, from 1, in the order in which they were: whoever
 * was cut off asks for what came after the last number seen. `end` is the last event.
 */
export type JobEvent =
  | { readonly type: "file"; readonly number: number; readonly file: JobFile }
  | { readonly type: "progress" | "end"; readonly number: number; readonly job: Job };

/** Who may see a job: the key that made it, or everybody's jobs when left out. */
export interface JobOwner {
  readonly keyId?: string | undefined;
}

/** What a job is made with, beside its files. */
export interface JobDraft {
  readonly options: JobOptions;
  readonly keyId?: string | undefined;
  /** Who is told when it is over. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
}

/** The queue of this process, and the workers that it runs. Must be closed. */
export interface Jobs {
  /** Closes the bundle in any case. @throws {Problem} when the upload is refused as a whole */
  readonly create: (bundle: FileBundle, draft: JobDraft) => Promise<Job>;
  /** Lets what is being judged end (`WHOWROTE_DRAIN_SECONDS`); another process goes on with the rest, or this one when it is back. */
  readonly close: () => Promise<void>;
}
