// Makes models/similarity from a trained encoder: node training/runs/release-similarity.ts --trained folder
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { releaseSimilarity } from "@whowrote/training/rewriting/encoder/release-similarity";

const root = resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    trained: { type: "string", default: join(root, ".cache/similarity/trained") },
    out: { type: "string", default: join(root, "models/similarity") },
    start: { type: "string", default: "sentence-transformers/all-MiniLM-L6-v2" },
    version: { type: "string", default: "0.1.0" },
  },
});

await releaseSimilarity({ ...values, command: "training/runs/similarity.sh" });
console.log(values.out);
