import { resolve } from "node:path";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { openAtomicFile } from "whowrote/node/write-atomically";
import { reportToMarkdown } from "../../dataset/dataset-report.ts";
import { createProblemTally } from "../../dataset/problem-tally.ts";
import { readSamples } from "../../dataset/read-samples.ts";
import { validateSamples } from "../../dataset/validate-samples.ts";
import type { DatasetEnvironment } from "./environment.ts";
import { readOptions, toReadOptions } from "../read-options.ts";
import { countSamples } from "./count-samples.ts";

const formats = ["markdown", "json"] as const;

export const checkOptions = z.object({
  format: z
    .enum(formats, `must be one of ${formats.join(", ")}`)
    .default("markdown")
    .meta({ short: "f", value: "<format>", description: formats.join(", ") }),
  output: z.string().min(1, "must name a file").optional().meta({
    short: "o",
    value: "<file>",
    description: "write the report to a file, which appears when it is whole",
    usually: "standard output",
  }),
  fast: z
    .boolean()
    .default(false)
    .meta({ description: "do not look for near-duplicates, which takes most of the time" }),
  ...readOptions,
});

type CheckSettings = z.infer<typeof checkOptions>;

/** Writes the report of a dataset. Rows that are not samples are counted in it; only data that cannot be read is an error. */
export async function runCheck(data: string, settings: CheckSettings, environment: DatasetEnvironment): Promise<void> {
  const { stdout, stderr, cwd } = environment;
  const problems = createProblemTally();
  const samples = readSamples(resolve(cwd, data), { ...toReadOptions(settings), onProblem: problems.add });
  const report = await validateSamples(countSamples(samples, stderr), { problems, findNearDuplicates: !settings.fast });
  const text = settings.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : reportToMarkdown(report);
  if (settings.output === undefined) return writeTo(stdout, text);
  const file = await openAtomicFile(resolve(cwd, settings.output));
  await file.write(text);
  return file.commit();
}
