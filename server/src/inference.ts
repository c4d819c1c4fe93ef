import type { Detection, Explanation } from "whowrote/detection";
import type { LanguageId } from "whowrote/language";
import type { Resemblance } from "whowrote/similarity";
import type { VerdictScale } from "whowrote/verdict-scale";

/** A text with what is known of its language. */
export interface CodeText {
  readonly text: string;
  /** Told by path or content when left out. */
  readonly language?: LanguageId | undefined;
  readonly path?: string | undefined;
}

/** `tokens`: the verdict with the tokens that speak most strongly; `explanation`: everything. */
export type Detail = "verdict" | "tokens" | "explanation";

export interface JudgeRequest extends CodeText {
  /** Model version, as {@link Inference.load} was given it. */
  readonly version: string;
  /** Accepted share of false accusations, 0.001 to 0.2. Default 0.01. */
  readonly falsePositiveRate?: number | undefined;
  readonly detail: Detail;
  /** With detail `explanation`: also judges harmless edits of the code, which takes about five times as long. */
  readonly stability?: boolean | undefined;
  /** With detail `explanation`: false leaves out how a neural network's score is shared out among tokens, which takes it long. */
  readonly tokenAttribution?: boolean | undefined;
}

export interface TopToken {
  /** As it stands in the source; empty for a mark of layout. */
  readonly text: string;
  /** UTF-16 offsets into the text of the request, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** Log-odds; above 0 it speaks for AI. */
  readonly contribution: number;
}

export interface Judged {
  readonly detection: Detection;
  /** With detail `explanation` only. Offsets are into the text of the request. */
  readonly explanation?: Explanation;
  /** At most five, strongest first; empty with detail `verdict`. */
  readonly topTokens: readonly TopToken[];
  /** What its probability means; left out when nothing can be said. */
  readonly scale?: VerdictScale;
  /** What the detectors took. */
  readonly elapsedMs: number;
  /** In the queue. */
  readonly waitedMs: number;
}

/** How alike two texts are. */
export interface Likeness {
  /** 0..1: of their structure where that can be compared, else the cosine of their vectors, at least 0. */
  readonly similarity: number;
  readonly basis: "structure" | "embedding";
  /** Left out across languages, and where a text is too short. */
  readonly structure?: Resemblance;
  /** -1..1. Only where an encoder is installed; what counts as alike differs from encoder to encoder. */
  readonly cosine?: number;
}

export interface AskOptions {
  /** Fires when the caller has gone: a waiting request is dropped, the answer of a running one is discarded. */
  readonly signal?: AbortSignal | undefined;
  /** Callers who share a line wait for each other; the lines are served in turn, so a long one does not keep a short one waiting. */
  readonly line?: string | undefined;
}

/** What is going on, for metrics. Counters only grow. */
export interface InferenceFigures {
  readonly waiting: number;
  readonly running: number;
  /** So many may wait; one more is refused. */
  readonly capacity: number;
  /** Threads that answer; fewer than asked for while one is being replaced. */
  readonly threads: number;
  readonly answered: number;
  /** Code that could not be judged, and languages that could not be told. */
  readonly failed: number;
  readonly timedOut: number;
  readonly refused: number;
  readonly cancelled: number;
  /** Threads that crashed or were stopped. */
  readonly lostThreads: number;
  /** Running mean of what one request takes in a thread. */
  readonly meanMs: number;
}

/**
 * Detectors of several model versions in threads of their own. Must be closed. What is asked for rejects with
 * {@link QueueFullError}, {@link TimedOutError}, {@link LanguageUnknownError}, {@link UnjudgeableError},
 * {@link VersionUnknownError}, {@link InferenceClosedError}, or the signal's reason.
 */
export interface Inference {
  readonly judge: (request: JudgeRequest, options?: AskOptions) => Promise<Judged>;
  /** How alike two texts are: how they are built, whatever their names, and where an encoder is installed, what it makes of them. */
  readonly resemble: (a: CodeText, b: CodeText, options?: AskOptions) => Promise<Likeness>;
  /** One vector of length 1 for each text, which an encoder makes. Absent where none is installed. */
  readonly embed?: (texts: readonly string[], options?: AskOptions) => Promise<Float32Array[]>;
  /** Loads a version in every thread while the others go on. @throws when the folder cannot be loaded */
  readonly load: (version: string, folder: string) => Promise<void>;
  /** Requests of it that wait are still answered. */
  readonly unload: (version: string) => Promise<void>;
  /** Those that are loaded, in the order in which they came. */
  readonly versions: () => readonly string[];
  /** Resolves when a thread has loaded every version that was given at the start; rejects when one cannot be loaded. */
  readonly ready: Promise<void>;
  /** Whether a thread can judge now: it holds a version, with its grammars. */
  readonly isReady: () => boolean;
  readonly figures: () => InferenceFigures;
  /** Answers what was asked for, takes nothing more, and ends the threads. */
  readonly close: () => Promise<void>;
}

/** Too much is waiting (503). */
export class QueueFullError extends Error {
  override readonly name = "QueueFullError";
  /** When to ask again: what waits takes about so long. At least 1. */
  readonly retryAfterSeconds: number;

  constructor(waiting: number, retryAfterSeconds: number) {
    super(`${waiting} requests are waiting already. Ask again in ${retryAfterSeconds} s.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** One request took too long (504). */
export class TimedOutError extends Error {
  override readonly name = "TimedOutError";

  constructor(limitMs: number) {
    super(`This code took longer than ${limitMs / 1000} s. Send a part of it.`);
  }
}

/** Neither path nor content told a language (422). */
export class LanguageUnknownError extends Error {
  override readonly name = "LanguageUnknownError";
}

/** The code breaks what reads it (422). */
export class UnjudgeableError extends Error {
  override readonly name = "UnjudgeableError";
}

/** A version was named that is not loaded. */
export class VersionUnknownError extends Error {
  override readonly name = "VersionUnknownError";
}

/** The server is stopping, or what judges could not be loaded (503). */
export class InferenceClosedError extends Error {
  override readonly name = "InferenceClosedError";
}
