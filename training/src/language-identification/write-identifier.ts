import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { identifiedClasses } from "whowrote/language/identify";
import { identifierFormat } from "whowrote/node/language-identifier";
import { encodeTensors } from "whowrote/tensor-file";
import type { IdentifierTrainingOptions } from "./options.ts";
import type { TrainedIdentifier } from "./train-identifier.ts";

export interface IdentifierOrigin {
  readonly command: string;
  readonly options: IdentifierTrainingOptions;
  readonly data: readonly { readonly file: string; readonly sha256: string }[];
}

/** Writes the folder that `loadLanguageIdentifier` reads, with its model card. It is replaced as a whole. */
export async function writeIdentifier(
  folder: string,
  trained: TrainedIdentifier,
  origin: IdentifierOrigin,
): Promise<void> {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  const checkpoint = {
    format: identifierFormat,
    name: "language-identifier",
    classes: identifiedClasses,
    leastProbability: trained.leastProbability,
    training: { ...origin, texts: trained.texts },
    metrics: trained.heldOut,
  };
  await writeFile(join(part, "checkpoint.json"), `${JSON.stringify(checkpoint, null, 1)}\n`);
  await writeFile(join(part, "weights.safetensors"), encodeTensors(trained.tensors));
  await writeFile(join(part, "README.md"), writeModelCard(trained, origin));
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
}

function writeModelCard(
  { heldOut, leastProbability, texts, tensors }: TrainedIdentifier,
  origin: IdentifierOrigin,
): string {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const rows = Object.entries(heldOut).map(
    ([name, { value, low, high, n }]) => `| ${name} | ${percent(value)} | ${percent(low)} to ${percent(high)} | ${n} |`,
  );
  return `# language-identifier

Names the programming language of a text that comes without a file name: one of twelve, or none when the text is prose,
markup, configuration, shell or SQL, or when it cannot tell. A multinomial linear model over ${tensors["features"]!.data.length} hashed words, signs
and pairs and triples of them, with 8-bit weights. Nothing else is judged with it.

Made by \`${origin.command}\` on ${texts} texts. Whole files, functions and pieces of 3 to 40 lines were learned from.
Texts of no language were made up from words in comments. The same data and options give the same bytes.

## Quality on held-out groups

Share named right, whole rows and pieces together; for \`other\`, the share that is not named.

| class | right | 95 % interval | n |
|---|---|---|---|
${rows.join("\n")}

Measured on repositories and sources never trained on: \`npm run bench:languages\`.

## Limits

- A few lines that are valid in two languages (JavaScript and TypeScript, C and C++) cannot be told apart.
- A language that is not among the twelve is often taken for its nearest relative: give the language where you know it.
- Below a probability of ${leastProbability} it says nothing.
`;
}
