import { setTimeout as wait } from "node:timers/promises";
import type { LanguageId } from "whowrote/language";
import {
  InferenceClosedError,
  LanguageUnknownError,
  QueueFullError,
  TimedOutError,
  UnjudgeableError,
  VersionUnknownError,
} from "../inference.ts";
import type { JobOptions } from "../job.ts";
import type { Predictor } from "../prediction/predictor.ts";
import type { FileResult } from "./record-results.ts";

/** A file that waits for its verdict. */
export interface WaitingFile {
  readonly position: number;
  readonly path: string;
  readonly language: string | null;
  readonly text: string | null;
  readonly tries: number;
}

/** What its job says about a file. */
export interface JobFacts {
  readonly id: string;
  readonly keyId: string | null;
  readonly options: JobOptions;
}

/** Judges one file. What is its own fault is its result; a crash or a time-out, which another file may have caused, has a second try. */
export async function judgeFile(
  predictor: Predictor,
  job: JobFacts,
  file: WaitingFile,
  signal: AbortSignal,
): Promise<FileResult> {
  const { position } = file;
  for (let isSecond = false; ;) {
    try {
      return { position, prediction: (await ask(predictor, job, file, signal)).row };
    } catch (error) {
      if (signal.aborted || isOutage(error)) throw error;
      if (error instanceof QueueFullError) {
        await wait(error.retryAfterSeconds * 1000, undefined, { signal });
        continue;
      }
      const isItsOwn = error instanceof LanguageUnknownError || error instanceof UnjudgeableError;
      if (isItsOwn || isSecond) return { position, error: reasonOf(error) };
      isSecond = true;
    }
  }
}

/** Not the file's fault: the chunk is tried again later. */
const isOutage = (error: unknown): boolean =>
  error instanceof InferenceClosedError || error instanceof VersionUnknownError;

/** Only errors that are written for callers say more; any other message may hold anything. */
const reasonOf = (error: unknown): string =>
  error instanceof LanguageUnknownError || error instanceof UnjudgeableError || error instanceof TimedOutError
    ? error.message
    : "It could not be judged: what reads it broke twice.";

async function ask(predictor: Predictor, job: JobFacts, file: WaitingFile, signal: AbortSignal) {
  const { falsePositiveRate } = job.options;
  const language = file.language as LanguageId | null;
  return predictor.judge({
    text: file.text ?? "",
    path: file.path,
    ...(language !== null && { language }),
    ...(falsePositiveRate !== undefined && { falsePositiveRate }),
    detail: "verdict",
    stickyKey: job.keyId ?? job.id,
    ...(job.keyId !== null && { keyId: job.keyId }),
    jobId: job.id,
    // Jobs wait for each other, and nobody who asks about one file waits behind them.
    line: "jobs",
    signal,
  });
}
