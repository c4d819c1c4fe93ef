import { availableParallelism, cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Table } from "@whowrote/training/evaluate/table";
import { reportToMarkdown, writeReport, type Report } from "./report.ts";
import { runBench } from "./run-bench.ts";
import { findPython } from "./speed/peer.ts";
import { runTimed } from "./speed/timed-process.ts";
import { stepOperations, trainingLoads, type TrainingLoad } from "./training-speed/load.ts";
import { matrixProductSpeed } from "./training-speed/matrix-products.ts";
import { openOwnTrainer } from "./training-speed/own-steps.ts";

const root = resolve(import.meta.dirname, "../..");
const script = fileURLToPath(new URL("../peers/training_step.py", import.meta.url));
/** Steps of a turn; the fastest counts. */
const steps = 4;
const timedSteps = z.object({ milliseconds: z.array(z.number()), versions: z.string() });

const count = "must be a whole number from 1 to 20";

const options = z.object({
  rounds: z.coerce.number(count).int(count).min(1, count).max(20, count).default(3).meta({
    value: "<n>",
    description: "turns of whowrote and of PyTorch",
  }),
  python: z.string().optional().meta({
    value: "<program>",
    description: "a Python with PyTorch and transformers",
    usually: "python3, or a virtual environment here; without one whowrote is measured alone",
  }),
  out: z
    .string()
    .default("bench/results")
    .meta({ value: "<folder>", description: "where training-speed.md and .json go" }),
});

await runBench(
  "npm run bench:training --",
  "Measures how fast encoders learn, beside PyTorch and beside the machine's matrix products.",
  options,
  run,
);

async function run(settings: z.infer<typeof options>): Promise<void> {
  const load = loadavg()[0]!.toFixed(1);
  const python = await findPython(settings.python, "torch, transformers");
  const limit = await matrixProductSpeed(6);
  const rows: Table["rows"][number][] = [];
  let versions = "not there";
  for (const one of trainingLoads) {
    const measured = await measure(one, python, settings.rounds);
    versions = measured.versions ?? versions;
    const speed = stepOperations(one) / (measured.own / 1000);
    const tokens = one.rows * one.tokens;
    rows.push({
      model: one.name,
      "batch, tokens": `${one.rows} x ${one.tokens}`,
      "whowrote, tokens/s": Math.round((1000 * tokens) / measured.own),
      "PyTorch, tokens/s": measured.peer === undefined ? "–" : Math.round((1000 * tokens) / measured.peer),
      "of PyTorch": measured.peer === undefined ? "–" : `${Math.round((100 * measured.peer) / measured.own)} %`,
      "GFLOP/s": Math.round(speed / 1e9),
      "of matrix products": `${Math.round((100 * speed) / limit)} %`,
    });
  }
  const report: Report = {
    title: "How fast encoders learn",
    command: "npm run bench:training",
    facts: {
      machine: `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, load ${load} at the start`,
      Node: process.version,
      PyTorch: versions,
      "matrix products": `${Math.round(limit / 1e9)} GFLOP/s, onnxruntime, 32-bit floats, squares of 1,536`,
    },
    sections: [{ id: "steps", title: "Steps", tables: [stepTable(rows)] }],
  };
  process.stdout.write(reportToMarkdown(report));
  await writeReport(report, resolve(root, settings.out), "training-speed");
}

function stepTable(rows: Table["rows"]): Table {
  return {
    caption: "One step: forward, backward, clipping, AdamW",
    notes: [
      "The fastest of several turns. Both compute in 32-bit floats on all cores, without dropout. GFLOP/s counts the matrix products of the layers alone.",
    ],
    rows,
  };
}

async function measure(load: TrainingLoad, python: string | undefined, rounds: number) {
  const { layers, width, heads, vocabulary, rows, tokens } = load;
  const trainer = await openOwnTrainer(load);
  const result: { own: number; peer?: number; versions?: string } = { own: Infinity };
  try {
    await trainer.step();
    for (let round = 0; round < rounds; round++) {
      for (let step = 0; step < steps; step++) result.own = Math.min(result.own, await trainer.step());
      if (python === undefined) continue;
      const sizes = [layers, width, heads, vocabulary, rows, tokens, steps].map(String);
      const peer = timedSteps.parse(JSON.parse((await runTimed(python, [script, ...sizes])).stdout));
      result.peer = Math.min(result.peer ?? Infinity, ...peer.milliseconds);
      result.versions = peer.versions;
    }
  } finally {
    await trainer.close();
  }
  return result;
}
