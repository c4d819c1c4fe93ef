import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { writeTo, type CliEnvironment } from "whowrote/cli/environment";
import { findModelFolder } from "whowrote/cli/model-folder";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { createProgress } from "whowrote/cli/progress";
import { judgeOptions } from "whowrote/cli/scan-options";
import { createProblemTally, type ProblemTally } from "../dataset/problem-tally.ts";
import { readSamples } from "../dataset/read-samples.ts";
import { describeProblem } from "../dataset/row-problem.ts";
import type { Sample } from "../dataset/sample.ts";
import { dimensions } from "../evaluate/cells.ts";
import { evaluateRows } from "../evaluate/evaluation.ts";
import { scoreSamples } from "../evaluate/score-samples.ts";
import { tableToMarkdown } from "../evaluate/table.ts";
import { readOptions, toReadOptions } from "./read-options.ts";

const oneOf = (values: readonly string[]): string => `must be one of ${values.join(", ")}`;
const count = "must be a whole number from 1";

const evaluateOptions = z.object({
  format: z
    .enum(["markdown", "json"], oneOf(["markdown", "json"]))
    .default("markdown")
    .meta({
      short: "f",
      value: "<format>",
      description: "markdown, json",
    }),
  fpr: judgeOptions.fpr,
  by: z
    .string()
    .default("language,length,stratum")
    .transform((text) => text.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(dimensions, oneOf(dimensions))))
    .meta({ value: "<columns>", description: `what makes a cell: some of ${dimensions.join(", ")}` }),
  limit: z.coerce.number(count).int(count).min(1, count).optional().meta({
    value: "<n>",
    description: "read only the first rows",
    usually: "all",
  }),
  model: judgeOptions.model,
  ...readOptions,
  jobs: z.coerce.number(count).int(count).min(1, count).max(256).optional().meta({
    short: "j",
    value: "<n>",
    description: "worker threads",
    usually: "one per core",
  }),
});

type EvaluateSettings = z.infer<typeof evaluateOptions>;
export type EvaluateEnvironment = Pick<CliEnvironment, "stdout" | "stderr" | "cwd" | "models" | "detectorModule">;

/** `whowrote evaluate DATA`: how well a checkpoint does on a labelled dataset. */
export function evaluateCommand(environment: EvaluateEnvironment): Command {
  const command = new Command("evaluate")
    .description("measure a checkpoint on a dataset (JSONL, CSV, TSV, each also .gz, Parquet; a file or a folder)")
    .argument("<data>", "file or folder of files")
    .action(async (data: string, given: Record<string, unknown>) =>
      runEvaluation(data, parseOptions(evaluateOptions, given), environment),
    );
  return addOptions(command, evaluateOptions);
}

async function runEvaluation(
  data: string,
  settings: EvaluateSettings,
  environment: EvaluateEnvironment,
): Promise<void> {
  const { stdout, stderr } = environment;
  const folder = findModelFolder(settings.model, environment);
  const { samples, problems } = await read(resolve(environment.cwd, data), settings);
  const leftOut = Object.values(problems.counts).reduce((sum, rows) => sum + rows, 0);
  if (leftOut > 0)
    await writeTo(stderr, `${leftOut} rows are left out, the first: ${describeProblem(problems.examples[0]!)}\n`);
  if (samples.length === 0) throw new Error(`${data} holds no row that could be judged.`);

  const progress = createProgress(stderr);
  let done = 0;
  const scores = await scoreSamples(samples, {
    detectorModule: environment.detectorModule,
    folder,
    rates: [settings.fpr],
    threads: settings.jobs ?? availableParallelism(),
    onScores: (batch) => progress.show((done += batch.length), `of ${samples.length.toLocaleString("en")} judged`),
  });
  progress.clear();
  const rows = samples.map((sample, row) => ({ sample, score: scores[row]! }));
  const tables = evaluateRows(rows, { falsePositiveRate: settings.fpr, by: settings.by });
  const title = `Evaluation of ${settings.model} on ${data}`;
  await writeTo(
    stdout,
    settings.format === "json"
      ? `${JSON.stringify({ title, tables }, null, 2)}\n`
      : `## ${title}\n\n${tables.map(tableToMarkdown).join("\n")}`,
  );
}

async function read(path: string, settings: EvaluateSettings): Promise<{ samples: Sample[]; problems: ProblemTally }> {
  const samples: Sample[] = [];
  const problems = createProblemTally();
  for await (const sample of readSamples(path, { ...toReadOptions(settings), onProblem: problems.add })) {
    samples.push(sample);
    if (samples.length === settings.limit) break;
  }
  return { samples, problems };
}
