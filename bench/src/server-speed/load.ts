import type { TargetId } from "./target.ts";

/** When requests are sent. */
export type Arrival =
  /** Each connection sends the next when it has the answer. */
  | { readonly kind: "closed" }
  /** By chance (Poisson), whether or not the last were answered: as clients come who do not know of each other. */
  | { readonly kind: "open"; readonly perSecond: number };

/** Requests to one server. */
export interface Load {
  readonly url: string;
  readonly target: TargetId;
  readonly arrival: Arrival;
  readonly connections: number;
  readonly seconds: number;
  /** Number of the first text. */
  readonly from: number;
  /** So many texts over and over; all different where left out. */
  readonly repeat?: number;
}

/** What came of it. Times in milliseconds, from when a request was to be sent until its whole answer was there. */
export interface LoadResult {
  readonly seconds: number;
  /** Right answers. */
  readonly answered: number;
  /** Of those, the ones from memory. */
  readonly cached: number;
  /** Everything else, by what went wrong. */
  readonly failures: Readonly<Record<string, number>>;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  /** Number of the next text that was not sent. */
  readonly next: number;
  /** What the generator itself took of the processors. */
  readonly cores: number;
}
