import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { openAtomicFile } from "whowrote/node/write-atomically";
import { specialTokenNames, tokenizerOptionsSchema, wordCuts } from "../../tokenizer/options.ts";
import { trainTokenizer, type TrainedTokenizer } from "../../tokenizer/train-tokenizer.ts";
import { openStageBar } from "../stage-bar.ts";
import type { TrainEnvironment } from "./quick.ts";

const { shape } = tokenizerOptionsSchema;

const wholeNumber = z.coerce.number("must be a whole number").int("must be a whole number");

const tokenizerOptions = z.object({
  data: z
    .string()
    .default(join("..", "shared", "data", "train"))
    .meta({ value: "<folder>", description: "folder of datasets (JSONL, CSV, TSV, each also .gz, Parquet)" }),
  out: z
    .string()
    .meta({ value: "<folder>", description: "folder that tokenizer.json and tokenizer_config.json go to" }),
  kind: shape.kind.meta({ value: "<kind>", description: "byte-level-bpe is the only one" }),
  vocabulary: wholeNumber
    .min(300, "must be at least 300")
    .max(1_000_000, "must be at most 1000000")
    .default(8192)
    .meta({ value: "<n>", description: "tokens in all, special ones and the 256 bytes among them" }),
  minimumFrequency: wholeNumber
    .min(1, "must be at least 1")
    .default(2)
    .meta({ value: "<n>", description: "a pair that is seen less often makes no token" }),
  words: shape.words.meta({
    value: "<cut>",
    description: `what no token reaches across: ${Object.entries(wordCuts)
      .map(([name, meaning]) => `${name} (${meaning})`)
      .join("; ")}`,
  }),
  specialTokens: z
    .string()
    .default("<s>,<pad>,</s>,<unk>,<mask>")
    .transform((names) => names.split(","))
    .pipe(specialTokenNames)
    .meta({
      value: "<names>",
      description: "start, padding, end, unknown, mask; they get the ids 0 to 4",
      usually: "<s>,<pad>,</s>,<unk>,<mask>",
    }),
  megabytes: z.coerce
    .number("must be a number")
    .positive("must be more than 0")
    .max(2000, "must be at most 2000")
    .default(30)
    .meta({ value: "<n>", description: "how much text is counted, evenly over the languages; bounds the memory" }),
  seed: wholeNumber.default(1).meta({ value: "<n>", description: "decides which samples are counted" }),
});

/** `whowrote train tokenizer`: datasets in, the tokenizer of an encoder out. */
export function tokenizerCommand({ stdout, stderr, cwd, onInterrupt }: TrainEnvironment): Command {
  const command = new Command("tokenizer")
    .description("learn the tokens of an encoder from code")
    .action(async (given: Record<string, unknown>) => {
      const { data, out, ...options } = parseOptions(tokenizerOptions, given);
      const { onProgress, close } = openStageBar(stderr);
      try {
        const trained = await trainTokenizer(resolve(cwd, data), options, { onProgress, signal: onInterrupt() });
        await writeFiles(resolve(cwd, out), trained);
        await writeTo(stdout, describeTokenizer(out, trained));
      } finally {
        close();
      }
    });
  return addOptions(command, tokenizerOptions);
}

async function writeFiles(folder: string, { files }: TrainedTokenizer): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = await openAtomicFile(join(folder, name));
    await file.write(`${JSON.stringify(content)}\n`);
    await file.commit();
  }
}

function describeTokenizer(out: string, { vocabulary, merges, counted, unitsPerToken }: TrainedTokenizer): string {
  const languages = Array.from(counted, ([language, units]) => `${language} ${(units / 1e6).toFixed(1)}`).sort();
  return (
    `${out}: ${vocabulary} tokens, ${merges} merges, ${unitsPerToken.toFixed(2)} characters a token\n` +
    `counted, in millions of characters: ${languages.join(", ")}\n`
  );
}
