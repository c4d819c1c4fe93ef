import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportFolder } from "whowrote/node/encoder/export-folder";
import { similarityCheckpointSchema, type SimilarityCheckpoint } from "whowrote/similarity-checkpoint";

export interface SimilarityRelease {
  /** What training wrote. */
  readonly trained: string;
  readonly out: string;
  /** The encoder that it was cut from, by the name its authors gave it. */
  readonly start: string;
  readonly version: string;
  readonly command: string;
}

/** Writes an encoder that compares code as a released checkpoint, with weights in 8 bits. */
export async function releaseSimilarity({ trained, out, start, version, command }: SimilarityRelease): Promise<void> {
  const history = JSON.parse(await readFile(join(trained, "training_history.json"), "utf8")) as unknown;
  const checkpoint: SimilarityCheckpoint = similarityCheckpointSchema.parse({
    format: 1,
    kind: "similarity",
    name: "similarity",
    version,
    training: { command, options: { start, history } },
    metrics: {},
  });
  await rm(out, { recursive: true, force: true });
  await exportFolder(trained, out, "int8");
  await rm(join(out, "training_history.json"), { force: true });
  await writeFile(join(out, "README.md"), similarityCard(checkpoint, start));
  await writeFile(join(out, "checkpoint.json"), `${JSON.stringify(checkpoint, null, 1)}\n`);
}

function similarityCard({ name, version, training }: SimilarityCheckpoint, start: string): string {
  return `# ${name} ${version}

An encoder whose vectors tell how alike two pieces of code are: near 1 when one was made from the other. Rewriting compares code
with what a language model made of it by this encoder, and the server's similarity does. It judges no author by itself.

Folder layout of Hugging Face; weights in 8 bits, row by row (\`<name>\` I8, \`<name>.scale\` F32). The mean of the last states, of
length 1, is the vector: \`npx whowrote compare A B --model similarity\`.

It began as \`${start}\`; LICENSE and NOTICE are of that model. **It was changed**: three of its six layers
and the part of its vocabulary that code uses were kept, it was trained here by \`${training.command}\`, and rounded to 8 bits.

## What it learned from

Code of people and AI in twelve languages without comments, docstrings and blank lines, no label. Two parts of a piece of code, some of their
words hidden, had to find each other among the parts of others (SimCSE, Gao et al. 2021, with the independent cropping of
Contriever, Izacard et al. 2022). The weights of the best validation on held-out groups were kept.

## How good it is

\`npm run bench:rewriting\` prints it, beside the detector's encoder and two floors; the project's bench/results/rewriting.md has
the tables.

## Limits

Trained on windows of 128 tokens; of longer code the mean over its windows is taken. Its words are those of English text in small
letters: \`Count\` and \`count\` are the same to it. Other people's answers to one task are often near each other too.
`;
}
