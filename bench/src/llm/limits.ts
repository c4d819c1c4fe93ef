/** Rules of a provider, as Groq's are: each key has its own counts. */
export interface Limits {
  /** Keys that are known, and whether their organization is restricted. Others get 401. */
  readonly keys: Readonly<Record<string, "good" | "restricted">>;
  readonly requestsPerMinute: number;
  /** Of prompt and longest answer; undefined: not counted. */
  readonly tokensPerMinute?: number;
  /** Undefined: not counted. */
  readonly requestsPerDay?: number;
  /** Keys with another number for the day. */
  readonly requestsPerDayOf?: Readonly<Record<string, number>>;
  /** Milliseconds of a minute; shorter for a test. A day has 1,440. */
  readonly minuteMs: number;
  /** Milliseconds until an answer, by chance between these. */
  readonly answerMs: { readonly from: number; readonly to: number };
  /** Share of the requests whose connection is dropped. */
  readonly dropped: number;
  /** Share of the requests that get 503. */
  readonly failed: number;
  readonly seed: number;
}

/** What a server with limits has seen. */
export interface LimitReport {
  readonly keys: readonly KeyReport[];
  readonly dropped: number;
  readonly failed: number;
}

export interface KeyReport {
  readonly key: string;
  /** All that arrived. */
  readonly requests: number;
  readonly answered: number;
  /** For a limit. */
  readonly refused: number;
  /** The most that arrived in any minute. */
  readonly mostInMinute: number;
}
