import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { findModelFolder } from "whowrote/cli/model-folder";
import { createProgress } from "whowrote/cli/progress";
import { judgeOptions } from "whowrote/cli/scan-options";
import { releasedModels } from "whowrote/node/checkpoint-folder";
import { readBenchRows } from "./bench-rows.ts";
import { detectorFingerprint } from "@whowrote/training/core-fingerprint";
import { protocols } from "./protocol/index.ts";
import { protocolIds } from "./protocol.ts";
import { runBench } from "./run-bench.ts";
import { sectionToMarkdown, writeReport, type ReportSection } from "./report.ts";
import { openScoreCache } from "./score-cache.ts";
import { acceptedRates, createScorer } from "./scorer.ts";

const root = resolve(import.meta.dirname, "../..");
const oneOfProtocols = `must be some of ${protocolIds.join(", ")}`;
const count = "must be a whole number from 1";

const options = z.object({
  data: z
    .string()
    .default("../shared/data/bench")
    .meta({ value: "<folder>", description: "folder of the benchmark's sets" }),
  only: z
    .string()
    .default(protocolIds.join(","))
    .transform((text) => text.split(",").map((id) => id.trim()))
    .pipe(z.array(z.enum(protocolIds, oneOfProtocols)))
    .meta({ value: "<protocols>", description: "measure only these, separated by commas" }),
  sample: z.coerce.number(count).int(count).min(1, count).optional().meta({
    value: "<n>",
    description: "rows of each source, for a first look",
    usually: "all",
  }),
  model: judgeOptions.model,
  out: z.string().optional().meta({
    value: "<folder>",
    description: "where detection.md and detection.json go",
    usually: "bench/results for a whole run, else nowhere",
  }),
  cache: z.string().default(".cache/bench").meta({ value: "<folder>", description: "scores of earlier runs" }),
  jobs: z.coerce.number(count).int(count).min(1, count).max(256).optional().meta({
    short: "j",
    value: "<n>",
    description: "worker threads",
    usually: "one per core",
  }),
});

type Settings = z.infer<typeof options>;

await runBench(
  "npm run bench:detection --",
  "Measures a checkpoint on the benchmark's sets. Nothing is fitted, tuned or thresholded on them.",
  options,
  run,
);

async function run(settings: Settings): Promise<void> {
  const folder = findModelFolder(settings.model, { models: releasedModels, cwd: root });
  const { name } = JSON.parse(await readFile(join(folder, "checkpoint.json"), "utf8")) as { readonly name: string };
  const fingerprint = detectorFingerprint(folder);
  const rows = await readBenchRows(resolve(root, settings.data), settings.sample);
  const progress = createProgress(process.stderr);
  const scorer = createScorer({
    detectorModule: import.meta.resolve("whowrote/node/load-detector"),
    folder,
    threads: settings.jobs ?? availableParallelism(),
    cache: await openScoreCache(join(resolve(root, settings.cache), `${fingerprint}-${acceptedRates.join("-")}.jsonl`)),
    onProgress: (done, total) => progress.show(done, `of ${total.toLocaleString("en")} texts`),
  });
  const sections: ReportSection[] = [];
  for (const id of settings.only) {
    const started = performance.now();
    const { title, measure } = protocols[id];
    const section = { id, title, tables: await measure(rows, scorer) };
    progress.clear();
    sections.push(section);
    process.stdout.write(`${sectionToMarkdown(section)}\n`);
    process.stderr.write(`${id} took ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
  const isWhole = settings.only.length === protocolIds.length && settings.sample === undefined;
  const out = settings.out ?? (isWhole ? "bench/results" : undefined);
  if (out === undefined) return;
  const report = {
    title: "How well whowrote detects",
    command: ["npm run bench:detection", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(
      " ",
    ),
    facts: {
      checkpoint: name,
      "fingerprint of checkpoint and code": fingerprint,
      rows: rows.length.toLocaleString("en"),
      intervals: "95 %; Wilson for rates, 1,000 resamples of whole groups otherwise",
    },
    sections,
  };
  await writeReport(report, resolve(root, out), "detection");
}
