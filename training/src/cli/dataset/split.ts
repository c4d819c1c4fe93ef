import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { openAtomicFile } from "whowrote/node/write-atomically";
import { standardColumns } from "../../dataset/column-map.ts";
import { NearDuplicateFinder } from "../../dataset/near-duplicates.ts";
import { createProblemTally } from "../../dataset/problem-tally.ts";
import { readSamples } from "../../dataset/read-samples.ts";
import type { Sample } from "../../dataset/sample.ts";
import { splitByGroup } from "../../dataset/split-by-group.ts";
import type { DatasetEnvironment } from "./environment.ts";
import { readOptions, toReadOptions } from "../read-options.ts";
import { countSamples } from "./count-samples.ts";

const rules = ["drop", "keep together", "ignore"] as const;

export const splitOptions = z.object({
  parts: z
    .string()
    .regex(/^[\w-]+=[\d.]+(,[\w-]+=[\d.]+)+$/, "must be of the form train=0.8,test=0.2")
    .default("train=0.8,test=0.2")
    .transform((text) =>
      Object.fromEntries(text.split(",").map((part) => [part.split("=")[0]!, Number(part.split("=")[1])])),
    )
    .meta({ value: "<name=fraction,…>", description: "the parts and their fractions, which sum to 1" }),
  seed: z.coerce
    .number("must be a whole number")
    .int("must be a whole number")
    .default(1)
    .meta({ value: "<n>", description: "the same seed gives the same parts" }),
  nearDuplicates: z
    .enum(rules, `must be one of ${rules.join(", ")}`)
    .default("drop")
    .meta({
      value: "<rule>",
      description: "near-duplicates in different groups: drop those outside one part, keep together, ignore",
    }),
  ...readOptions,
});

type SplitSettings = z.infer<typeof splitOptions>;

/** Reads the data twice: once to decide, once to write. */
export async function runSplit(
  data: string,
  folder: string,
  settings: SplitSettings,
  environment: DatasetEnvironment,
): Promise<void> {
  const { stdout, stderr, cwd } = environment;
  const problems = createProblemTally();
  const read = () => readSamples(resolve(cwd, data), { ...toReadOptions(settings), onProblem: problems.add });
  const finder = settings.nearDuplicates === "ignore" ? undefined : new NearDuplicateFinder();
  const facts: (Pick<Sample, "language" | "label" | "group"> & { readonly at: number })[] = [];
  for await (const { code, language, label, group } of countSamples(read(), stderr)) {
    finder?.add(code);
    facts.push({ language, label, group, at: facts.length });
  }
  const { nearDuplicates: rule } = settings;
  const linked = finder && rule !== "ignore" ? { clusters: finder.find().clusters, rule } : undefined;
  const parts = splitByGroup(facts, settings.parts, settings.seed, linked);

  const partOf = new Map(Object.entries(parts).flatMap(([name, own]) => own.map(({ at }) => [at, name] as const)));
  await mkdir(resolve(cwd, folder), { recursive: true });
  const names = Object.keys(parts);
  const files = await Promise.all(names.map((name) => openAtomicFile(resolve(cwd, folder, `${name}.jsonl`))));
  let at = 0;
  for await (const sample of countSamples(read(), stderr)) {
    const part = partOf.get(at++);
    if (part !== undefined) await files[names.indexOf(part)]!.write(`${JSON.stringify(toColumns(sample))}\n`);
  }
  for (const file of files) await file.commit();
  for (const name of names) await writeTo(stdout, `${join(folder, `${name}.jsonl`)}: ${parts[name]!.length} samples\n`);
  if (facts.length > partOf.size)
    await writeTo(stdout, `dropped as near-duplicates: ${facts.length - partOf.size} samples\n`);
  // Each row was read twice.
  const unread = Object.values(problems.counts).reduce((sum, count) => sum + count, 0) / 2;
  if (unread > 0)
    await writeTo(stderr, `${unread} rows are not samples and are left out: see whowrote dataset check\n`);
}

/** The names of our own columns, which need no map. */
function toColumns(sample: Sample): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sample).map(([field, value]) => [standardColumns[field as keyof Sample], value]),
  );
}
