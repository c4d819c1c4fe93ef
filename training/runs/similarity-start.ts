// Makes what models/similarity is trained from, an encoder with fewer layers and words and bare code to learn from:
// node training/runs/similarity-start.ts --model folder --data folder --out folder
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSyntaxParser } from "whowrote/node/grammars";
import { openAtomicFile } from "whowrote/node/write-atomically";
import { readSamples } from "@whowrote/training/dataset/read-samples";
import type { Sample } from "@whowrote/training/dataset/sample";
import { bareSamples } from "@whowrote/training/rewriting/encoder/bare-samples";
import { cutEncoder } from "@whowrote/training/rewriting/encoder/cut-encoder";

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    data: { type: "string" },
    out: { type: "string" },
    samples: { type: "string", default: "36000" },
  },
});
const { model, data, out } = values;
if (model === undefined || data === undefined || out === undefined)
  throw new Error("Give --model, --data and --out, a folder each.");

const samples: Sample[] = [];
for await (const sample of readSamples(data)) samples.push(sample);
const parser = await openSyntaxParser();
const bare = await bareSamples(samples, Number(values.samples), parser, (done, total) => {
  if (done % 2000 === 0) console.error(`${done} of ${total} samples bare`);
});
parser.close();
await mkdir(join(out, "data"), { recursive: true });
const file = await openAtomicFile(join(out, "data", "bare.jsonl"));
for (const { id, code, language, label, source, group } of bare)
  await file.write(`${JSON.stringify({ id, code, language, label, source, group })}\n`);
await file.commit();
await cutEncoder(
  model,
  join(out, "start"),
  bare.map(({ code }) => code),
  { layers: [0, 2, 5], words: 6_000, positions: 256 },
);
