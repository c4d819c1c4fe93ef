import { basename, join, resolve } from "node:path";
import { z } from "zod";
import type { Table } from "@whowrote/training/evaluate/table";
import { openSyntaxParser } from "whowrote/node/grammars";
import { releasedModels } from "whowrote/node/checkpoint-folder";
import { loadEncoder } from "whowrote/node/load-encoder";
import { bootstrapGroups } from "whowrote/statistics/bootstrap";
import { areaUnderRoc, createRanking, truePositiveRate } from "whowrote/statistics/ranking";
import {
  bareTexts,
  measureByEncoder,
  measureByLength,
  measureBySharedWords,
  type MeasurePairs,
} from "./rewriting/measure-pairs.ts";
import { readPairs, type CodePair } from "./rewriting/read-pairs.ts";
import { reportToMarkdown, writeReport, type Report } from "./report.ts";
import { runBench } from "./run-bench.ts";

const root = resolve(import.meta.dirname, "../..");
const names = (text: string): string[] => text.split(",").map((name) => name.trim());

const options = z.object({
  data: z
    .string()
    .default("../shared/data/similarity/measure")
    .meta({ value: "<folder>", description: "folder of the sets of pairs" }),
  sets: z
    .string()
    .transform(names)
    .default(["own_airef", "own_gptjava_rewrite", "semclone280_java"])
    .meta({ value: "<name,…>", description: "sets to measure on" }),
  encoders: z
    .string()
    .transform(names)
    .default([join(releasedModels, "similarity"), join(releasedModels, "encoder")])
    .meta({ value: "<folder,…>", description: "encoders to compare" }),
  out: z.string().optional().meta({ value: "<folder>", description: "writes the report there" }),
});

await runBench(
  "npm run bench:rewriting --",
  "Measures how well encoders tell code that belongs together: what rewriting rests on.",
  options,
  run,
);

async function run(settings: z.infer<typeof options>): Promise<void> {
  const parser = await openSyntaxParser();
  const sets: { readonly name: string; readonly pairs: readonly CodePair[] }[] = [];
  for (const name of settings.sets)
    sets.push(...splitBySource(name, await readPairs(resolve(root, settings.data, `${name}.jsonl.gz`))));
  const bare = await bareTexts(
    sets.flatMap(({ pairs }) => pairs),
    parser,
  );
  parser.close();

  const rows: Table["rows"][number][] = [];
  const add = async (by: string, measure: MeasurePairs): Promise<void> => {
    for (const { name: set, pairs } of sets) rows.push({ by, set, ...quality(pairs, await measure(pairs, bare)) });
  };
  await add("length alone", measureByLength);
  await add("shared words", measureBySharedWords);
  for (const folder of settings.encoders) {
    const encoder = await loadEncoder(resolve(root, folder));
    try {
      await add(basename(folder), measureByEncoder(encoder));
    } finally {
      await encoder.close();
    }
  }
  const report: Report = {
    title: "Encoders that compare rewrites",
    command: "npm run bench:rewriting",
    facts: {
      own_airef:
        "pairs of an AI's answer to a task and a reference answer by AI, against pairs of a person's answer and such a reference, by source",
      "the other sets": "a file and its rewrite (semclone280: another solution), against pairs of different files",
      compared: "code without comments, docstrings, blank lines and header; cosine of the mean of the last states",
    },
    sections: [{ id: "pairs", title: "Pairs", tables: [{ caption: "AUROC and TPR at 1 % FPR", rows }] }],
  };
  process.stdout.write(reportToMarkdown(report));
  if (settings.out !== undefined) await writeReport(report, resolve(root, settings.out), "rewriting");
}

/** Sources whose tasks have nothing in common are ranked apart: `source:task` says which. */
function splitBySource(name: string, pairs: readonly CodePair[]) {
  const sourceOf = ({ task }: CodePair): string => (task.includes(":") ? `${name}, ${task.split(":")[0]}` : name);
  return [...Map.groupBy(pairs, sourceOf)].map(([source, own]) => ({ name: source, pairs: own }));
}

function quality(pairs: readonly CodePair[], alike: readonly number[]) {
  const ranking = createRanking(
    alike,
    pairs.map(({ label }) => label),
  );
  const { auroc, recall } = bootstrapGroups(
    pairs.map(({ task }) => task),
    {
      auroc: (weights) => areaUnderRoc(ranking, weights),
      recall: (weights) => truePositiveRate(ranking, 0.01, weights),
    },
    { seed: 1 },
  );
  return { "n +": ranking.ais, "n -": ranking.humans, AUROC: auroc, "TPR at 1 %": recall };
}
