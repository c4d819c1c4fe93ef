/** Time, as the outside gives it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds; rejects when the signal fires before. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** A date in words, as in HTTP or ISO 8601, in milliseconds since 1970; NaN when it is none. */
  readonly parse: (text: string) => number;
  /** In ISO 8601. */
  readonly toText: (time: number) => string;
}
