import { Command } from "commander";
import { addOptions, parseOptions } from "whowrote/cli/options";
import type { DatasetEnvironment } from "./dataset/environment.ts";
import { checkOptions, runCheck } from "./dataset/check.ts";
import { generateOptions, runGenerate } from "./dataset/generate.ts";
import { rewriteOptions, runRewrite } from "./dataset/rewrite.ts";
import { runSplit, splitOptions } from "./dataset/split.ts";

/** `whowrote dataset`: looks at datasets before anything is trained on them, and splits them. */
export function datasetCommand(environment: DatasetEnvironment): Command {
  const check = new Command("check")
    .description("count, find duplicates, conflicting labels, and what gives the labels away without reading code")
    .argument("<data>", "file or folder of files: JSONL, CSV, TSV (each also .gz), Parquet")
    .action(async (data: string, given: Record<string, unknown>) =>
      runCheck(data, parseOptions(checkOptions, given), environment),
    );
  const split = new Command("split")
    .description("write parts that share no group, each with its fraction of every language and label")
    .argument("<data>", "file or folder of files: JSONL, CSV, TSV (each also .gz), Parquet")
    .argument("<folder>", "where the parts are written, one JSONL file each")
    .action(async (data: string, folder: string, given: Record<string, unknown>) =>
      runSplit(data, folder, parseOptions(splitOptions, given), environment),
    );
  const rewrite = new Command("rewrite")
    .description("have language models rewrite samples, to fit the rewriting detector on; this sends code out")
    .argument("<data>", "file or folder of files: JSONL, CSV, TSV (each also .gz), Parquet")
    .argument("<out>", "JSONL file to append to; called again with the same one, it goes on")
    .action(async (data: string, out: string, given: Record<string, unknown>) =>
      runRewrite(data, out, parseOptions(rewriteOptions, given), environment),
    );
  const generate = new Command("generate")
    .description("have language models write people's samples anew; this sends code or its task out")
    .action(async (given: Record<string, unknown>) => runGenerate(parseOptions(generateOptions, given), environment));
  return new Command("dataset")
    .description("check, count, split and extend datasets")
    .addCommand(addOptions(check, checkOptions))
    .addCommand(addOptions(split, splitOptions))
    .addCommand(addOptions(generate, generateOptions))
    .addCommand(addOptions(rewrite, rewriteOptions));
}
