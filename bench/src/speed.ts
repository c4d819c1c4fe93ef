import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { findModelFolder } from "whowrote/cli/model-folder";
import { judgeOptions } from "whowrote/cli/scan-options";
import { releasedModels } from "whowrote/node/checkpoint-folder";
import { reportToMarkdown, writeReport, type Report } from "./report.ts";
import { runBench } from "./run-bench.ts";
import { findPython, measurePeer } from "./speed/peer.ts";
import { copySourceTree, readSourceTree } from "./speed/source-tree.ts";
import { speedTables } from "./speed/speed-tables.ts";
import { measureWhowrote } from "./speed/whowrote.ts";

const root = resolve(import.meta.dirname, "../..");

const options = z.object({
  tree: z.string().optional().meta({
    value: "<folder>",
    description: "sources to scan",
    usually: "those of some installed packages",
  }),
  python: z.string().optional().meta({
    value: "<program>",
    description: "a Python with scikit-learn, for the reference",
    usually: "python3, or a virtual environment here",
  }),
  model: judgeOptions.model,
  out: z.string().default("bench/results").meta({ value: "<folder>", description: "where speed.md and speed.json go" }),
});

await runBench(
  "npm run bench:speed --",
  "Measures how fast whowrote scans a tree, beside a reference in scikit-learn that scores the same files.",
  options,
  run,
);

async function run(settings: z.infer<typeof options>): Promise<void> {
  const folder = findModelFolder(settings.model, { models: releasedModels, cwd: root });
  const load = loadavg()[0]!.toFixed(1);
  const scratch = await mkdtemp(join(tmpdir(), "whowrote-speed-"));
  try {
    const tree = settings.tree
      ? await readSourceTree(resolve(root, settings.tree))
      : await copySourceTree(join(root, "node_modules"), join(scratch, "tree"));
    const own = await measureWhowrote(tree, folder);
    const python = await findPython(settings.python);
    const peer = python === undefined ? undefined : await measurePeer(tree, python, join(scratch, "peer.pickle"));
    const report: Report = {
      title: "How fast whowrote is",
      command: ["npm run bench:speed", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(" "),
      facts: {
        machine: `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, load ${load} at the start`,
        Node: process.version,
        reference:
          peer?.versions ??
          `not measured: no Python with scikit-learn (${settings.python ?? "python3"}); pip install -r bench/peers/requirements.txt`,
        tree: `${tree.files.length.toLocaleString("en")} files, ${(tree.bytes / 1e6).toFixed(1)} MB: ${tree.languages.map(([language, count]) => `${language} ${count}`).join(", ")}`,
      },
      sections: [
        { id: "P14", title: "P14: cost", tables: speedTables(peer ? [own, peer.measurement] : [own], tree.bytes) },
      ],
    };
    process.stdout.write(reportToMarkdown(report));
    await writeReport(report, resolve(root, settings.out), "speed");
  } finally {
    await rm(scratch, { recursive: true });
  }
}
