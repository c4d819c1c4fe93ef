import { mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { accuracyTable } from "./encoder-speed/accuracy.ts";
import { fileTable } from "./encoder-speed/files.ts";
import { inferenceTable } from "./encoder-speed/inference.ts";
import { exportPeer, peerModules, type ExportedPeer } from "./encoder-speed/peer-export.ts";
import { reportToMarkdown, writeReport, type Report } from "./report.ts";
import { isInt8 } from "whowrote/encoder/int8-rows";
import { readEncoderFolder } from "whowrote/node/encoder/read-encoder-folder";
import { runBench } from "./run-bench.ts";
import { findPython } from "./speed/peer.ts";

const root = resolve(import.meta.dirname, "../..");
const sources = join(root, "core/src/language");
const count = "must be a whole number from 1 to 100";

const options = z.object({
  model: z.string().optional().meta({
    value: "<folder>",
    description: "a checkpoint to measure as well",
    usually: "random ones of the sizes of all-MiniLM-L6-v2 and CodeBERT alone",
  }),
  only: z.enum(["small", "large", "model"], "must be one of small, large, model").optional().meta({
    value: "<which>",
    description: "measure only the small random one, the large one, or that of --model",
    usually: "all",
  }),
  rounds: z.coerce.number(count).int(count).min(1, count).max(100, count).default(12).meta({
    value: "<n>",
    description: "turns of a single file; larger batches take fewer",
  }),
  python: z.string().optional().meta({
    value: "<program>",
    description: "a Python with PyTorch, transformers and onnxruntime, for the plain export",
    usually: "python3, or a virtual environment here",
  }),
  out: z.string().optional().meta({
    value: "<folder>",
    description: "where encoder-speed.md and encoder-speed.json go",
    usually: "bench/results, and nowhere with --only",
  }),
});

await runBench(
  "npm run bench:encoder --",
  "Measures how fast encoders run, beside the plain ONNX export that PyTorch makes of the same weights.",
  options,
  run,
);

async function run(settings: z.infer<typeof options>): Promise<void> {
  const load = loadavg()[0]!.toFixed(1);
  const python = await findPython(settings.python, peerModules);
  if (python === undefined)
    throw new Error(
      `The plain export needs a Python with ${peerModules}: pip install -r bench/peers/requirements.txt, or name one with --python.`,
    );
  const scratch = await mkdtemp(join(tmpdir(), "whowrote-encoder-"));
  try {
    const peers = await exportPeers(settings, python, scratch);
    const files = (await readdir(sources)).map((name) => join(sources, name));
    const report: Report = {
      title: "How fast encoders are",
      command: ["npm run bench:encoder", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(
        " ",
      ),
      facts: {
        machine: `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, load ${load} at the start`,
        Node: process.version,
        "plain export": peers[0]!.versions,
      },
      sections: [
        {
          id: "encoders",
          title: "Encoders",
          tables: [
            await inferenceTable(peers, settings.rounds),
            await fileTable(peers, join(sources, "python.ts"), settings.rounds, scratch),
            await accuracyTable(peers, files),
          ],
        },
      ],
    };
    process.stdout.write(reportToMarkdown(report));
    const out = settings.out ?? (settings.only === undefined ? "bench/results" : undefined);
    if (out !== undefined) await writeReport(report, resolve(root, out), "encoder-speed");
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function exportPeers(
  { model, only }: z.infer<typeof options>,
  python: string,
  scratch: string,
): Promise<readonly ExportedPeer[]> {
  const peers: ExportedPeer[] = [];
  if (only === undefined || only === "small") peers.push(await exportPeer("6 x 384", "small", python, scratch));
  if (only === undefined || only === "large") peers.push(await exportPeer("12 x 768", "large", python, scratch));
  if (model !== undefined && (only === undefined || only === "model")) {
    const folder = resolve(root, model);
    await checkFloats(folder, model);
    peers.push(await exportPeer(basename(folder), folder, python, scratch));
  }
  if (peers.length === 0) throw new Error("--only model: name the folder with --model.");
  return peers;
}

/** The other side would take the bytes of weights in 8 bits for the weights. */
async function checkFloats(folder: string, model: string): Promise<void> {
  const { weights } = await readEncoderFolder(folder);
  if ([...weights.values()].some(isInt8))
    throw new Error(
      `--model ${model}: its weights are in 8 bits, which transformers does not know. Name the folder that training wrote.`,
    );
}
