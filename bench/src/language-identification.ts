import { join, resolve } from "node:path";
import { z } from "zod";
import { tableToMarkdown, type Table } from "@whowrote/training/evaluate/table";
import type { Sample } from "@whowrote/training/dataset/sample";
import { languageIds } from "whowrote/language";
import { languages } from "whowrote/language/index";
import type { IdentifyLanguage } from "whowrote/language/identify";
import { releasedModels } from "whowrote/node/checkpoint-folder";
import { loadLanguageIdentifier } from "whowrote/node/language-identifier";
import { wilson } from "whowrote/statistics/interval";
import { readBenchRows } from "./bench-rows.ts";
import { runBench } from "./run-bench.ts";

const root = resolve(import.meta.dirname, "../..");

const options = z.object({
  data: z
    .string()
    .default("../shared/data/bench")
    .meta({ value: "<folder>", description: "folder of the benchmark's sets" }),
  model: z
    .string()
    .default(join(releasedModels, "language-identifier"))
    .meta({ value: "<folder>", description: "the identifier to measure" }),
});

await runBench(
  "npm run bench:languages --",
  "Measures how often a text's language is named right from its content alone.",
  options,
  run,
);

async function run(settings: z.infer<typeof options>): Promise<void> {
  const identify = await loadLanguageIdentifier(resolve(root, settings.model));
  const rows = await readBenchRows(resolve(root, settings.data));
  const answers = rows.map((row) => ({ row, answer: nameLanguage(identify, row) }));
  const wild = answers.filter(({ row }) => row.kind === "file" || row.kind === "function");
  const tables = [
    createTable(
      "Files",
      wild.filter(({ row }) => row.kind === "file"),
    ),
    createTable(
      "Functions cut from files",
      wild.filter(({ row }) => row.kind === "function"),
    ),
    createTable(
      "Other sets: contests, exercises, packages",
      answers.filter(({ row }) => row.kind === undefined),
    ),
  ];
  process.stdout.write(`# Language by content\n\n${tables.map(tableToMarkdown).join("\n")}`);
}

interface Answer {
  readonly row: Sample;
  /** What was said: a language's name, or "none". */
  readonly answer: string;
}

function nameLanguage(identify: IdentifyLanguage, { code }: Sample): string {
  return identify(code)?.language ?? "none";
}

function createTable(caption: string, answers: readonly Answer[]): Table {
  const line = (language: string, own: readonly Answer[]) => {
    const right = own.filter((one) => one.answer === one.row.language).length;
    const unnamed = own.filter((one) => one.answer === "none").length;
    return {
      language,
      n: own.length,
      "named right (95 % interval)": wilson(right, own.length),
      "not named": wilson(unnamed, own.length),
      "most often taken for": mostFrequentError(own),
    };
  };
  return {
    caption,
    rows: [
      ...languageIds.map((id) =>
        line(
          languages[id].name,
          answers.filter(({ row }) => row.language === id),
        ),
      ),
      line("all", answers),
    ],
  };
}

function mostFrequentError(answers: readonly Answer[]): string {
  const wrong = answers.filter(({ row, answer: said }) => said !== row.language && said !== "none");
  const counts = [...Map.groupBy(wrong, (one) => one.answer)].map(([said, own]) => ({ said, count: own.length }));
  const most = counts.toSorted((one, other) => other.count - one.count)[0];
  return most ? `${most.said} (${most.count})` : "";
}
