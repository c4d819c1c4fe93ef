// Makes models/language-identifier from the training data: node training/runs/language-identifier.ts [--data folder]
// About two minutes on one core. The same data gives the same bytes.
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { hashFile } from "whowrote/node/hash-file";
import { findDatasetFiles, readSamples } from "@whowrote/training/dataset/read-samples";
import type { Sample } from "@whowrote/training/dataset/sample";
import { identifierOptions } from "@whowrote/training/language-identification/options";
import { trainIdentifier } from "@whowrote/training/language-identification/train-identifier";
import { writeIdentifier } from "@whowrote/training/language-identification/write-identifier";

const root = resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    data: { type: "string", default: join(root, "../shared/data/train") },
    out: { type: "string", default: join(root, "models/language-identifier") },
  },
});

const samples: Sample[] = [];
const data: { file: string; sha256: string }[] = [];
for (const file of await findDatasetFiles(values.data)) {
  for await (const sample of readSamples(file)) samples.push(sample);
  data.push({ file: basename(file), sha256: await hashFile(file) });
}
const options = identifierOptions.parse({});
const trained = trainIdentifier(samples, options);
await writeIdentifier(values.out, trained, { command: "node training/runs/language-identifier.ts", options, data });
for (const [name, { value, n }] of Object.entries(trained.heldOut))
  console.log(`${name.padEnd(12)} ${(100 * value).toFixed(1)} % of ${n}`);
