import { Gauge } from "prom-client";
import { addGauges, type Metrics } from "../metrics.ts";
import type { ModelVersions } from "../model-version.ts";
import type { Drift, Monitoring } from "../monitoring.ts";

const levels = { steady: 0, warning: 1, alarm: 2 } as const;

/** Tells Prometheus who answers, what shadows do, and how far from training the last weeks were. */
export function addModelGauges(metrics: Metrics, versions: ModelVersions, monitoring: Monitoring): void {
  const registers = [metrics.registry];
  const weight = new Gauge({
    name: "whowrote_model_weight",
    help: "Share of the traffic of a model version",
    labelNames: ["version"],
    registers,
    collect: () => {
      weight.reset();
      for (const { version, weight: share } of versions.lineup().shares) weight.set({ version }, share);
    },
  });
  addGauges(metrics, {
    whowrote_shadow_judged: ["Requests that shadow versions judged since the start", () => versions.figures().judged],
    whowrote_shadow_dropped: [
      "Requests that shadow versions were to judge and could not, for lack of room, since the start",
      () => versions.figures().dropped,
    ],
    whowrote_shadow_failures: [
      "Requests that shadow versions failed on since the start",
      () => versions.figures().failed,
    ],
  });
  addDriftGauges(metrics, monitoring);
}

function addDriftGauges({ registry }: Metrics, monitoring: Monitoring): void {
  const labelNames = ["language", "version", "of"] as const;
  const registers = [registry];
  const index = new Gauge({
    name: "whowrote_drift_stability_index",
    help: "Population stability index against training, of the newest week with enough predictions; 0.25 alarms",
    labelNames,
    registers,
    collect: async () => {
      // The other figures are worth reading when the database is away.
      const report = await monitoring.report().catch(() => []);
      for (const gauge of [index, level, samples]) gauge.reset();
      for (const { language, version, of, n, level: found, measured } of newestOfEach(report)) {
        const labels = { language, version, of };
        index.set(labels, measured!.stability);
        level.set(labels, levels[found as keyof typeof levels]);
        samples.set(labels, n);
      }
    },
  });
  const level = new Gauge({
    name: "whowrote_drift_level",
    help: "0 as in training, 1 warning, 2 alarm",
    labelNames,
    registers,
  });
  const samples = new Gauge({ name: "whowrote_drift_samples", help: "Predictions behind it", labelNames, registers });
}

/** The report has the newest week first. */
function newestOfEach(report: readonly Drift[]): readonly Drift[] {
  const said = report.filter(({ measured }) => measured !== null);
  const newest = Map.groupBy(said, ({ language, version, of }) => `${language} ${version} ${of}`);
  return [...newest.values()].map(([first]) => first!);
}
