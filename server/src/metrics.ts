import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What the server counts, in a registry of its own. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds from the request to its answer, by method, route pattern and status. */
  readonly requests: Histogram<"method" | "route" | "status">;
  readonly predictions: Counter<"verdict" | "language" | "version">;
  /** Answers that were in memory, and those that were not. */
  readonly cache: Counter<"outcome">;
}

const secondsBuckets = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "whowrote_http_request_seconds",
      help: "Seconds from a request to its answer",
      labelNames: ["method", "route", "status"],
      buckets: secondsBuckets,
      registers,
    }),
    predictions: new Counter({
      name: "whowrote_predictions_total",
      help: "Verdicts that were given",
      labelNames: ["verdict", "language", "version"],
      registers,
    }),
    cache: new Counter({
      name: "whowrote_cache_total",
      help: "Answers found in memory (hit) and not found (miss)",
      labelNames: ["outcome"],
      registers,
    }),
  };
}

/** Figures of others that are asked for when the metrics are read. */
export function addGauges(
  { registry }: Metrics,
  gauges: Readonly<Record<string, readonly [help: string, read: () => number]>>,
): void {
  for (const [name, [help, read]] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) });
  }
}
