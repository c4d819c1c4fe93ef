// Makes models/encoder from a trained encoder: node training/runs/release-encoder.ts --trained folder --shards folder
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { releaseEncoder } from "@whowrote/training/joined/release-encoder";
import type { ShardsManifest } from "@whowrote/training/shards/write-shards";

const root = resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    trained: { type: "string", default: join(root, ".cache/encoder/trained") },
    shards: { type: "string", default: join(root, ".cache/encoder/shards") },
    out: { type: "string", default: join(root, "models/encoder") },
    batch: { type: "string", default: "32" },
    start: { type: "string", default: "sentence-transformers/all-MiniLM-L6-v2" },
    version: { type: "string", default: "0.1.0" },
  },
});

const history = JSON.parse(await readFile(join(values.trained, "training_history.json"), "utf8")) as {
  readonly step: number;
}[];

await releaseEncoder({
  trained: values.trained,
  manifest: JSON.parse(await readFile(join(values.shards, "shards.json"), "utf8")) as ShardsManifest,
  history,
  windowsLearned: Number(values.batch) * history.at(-1)!.step,
  start: values.start,
  out: values.out,
  version: values.version,
  command: "training/runs/encoder.sh",
});
console.log(values.out);
