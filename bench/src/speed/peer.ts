import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { coldRuns, wholeRuns, type SpeedMeasurement } from "./measurement.ts";
import type { SourceTree } from "./source-tree.ts";
import { runTimed } from "./timed-process.ts";

const script = fileURLToPath(new URL("../../peers/tfidf_svm.py", import.meta.url));
const trainingFiles = 400;

const scoredSchema = z.object({
  versions: z.string(),
  files: z.int(),
  fileMilliseconds: z.array(z.number()),
  peakMegabytes: z.number(),
});

export interface MeasuredPeer {
  readonly measurement: SpeedMeasurement;
  /** Of Python and scikit-learn. */
  readonly versions: string;
}

/**
 * Measures the reference over the same files: character n-grams (TF-IDF) into a linear SVM in scikit-learn, the
 * usual quick detector. It is trained on files of the tree with arbitrary labels, for here only cost counts.
 * @throws when Python or scikit-learn is missing
 */
export async function measurePeer(tree: SourceTree, python: string, model: string): Promise<MeasuredPeer> {
  const every = Math.max(1, Math.floor(tree.files.length / trainingFiles));
  const input = tree.files.join("\n");
  const training = tree.files.filter((_, at) => at % every === 0).slice(0, trainingFiles);
  await runTimed(python, [script, "fit", model], { input: training.join("\n") });
  const runs = [];
  for (let run = 0; run < wholeRuns; run++) runs.push(await runTimed(python, [script, "score", model], { input }));
  const timed = scoredSchema.parse(JSON.parse((await runTimed(python, [script, "time", model], { input })).stdout));
  const scored = runs.map(({ stdout }) => scoredSchema.parse(JSON.parse(stdout)));
  const coldSeconds = [];
  for (let run = 0; run < coldRuns; run++)
    coldSeconds.push((await runTimed(python, [script, "score", model], { input: tree.ordinaryFile })).seconds);
  return {
    versions: timed.versions,
    measurement: {
      name: "scikit-learn, TF-IDF + linear SVM",
      threads: 1,
      files: timed.files,
      runSeconds: runs.map(({ seconds }) => seconds),
      peakMegabytes: Math.max(...scored.map(({ peakMegabytes }) => peakMegabytes)),
      fileMilliseconds: timed.fileMilliseconds,
      coldSeconds,
    },
  };
}

/** A Python that has these modules: the one asked for, or the first of the usual names; undefined when there is none. */
export async function findPython(asked?: string, modules = "sklearn"): Promise<string | undefined> {
  for (const python of asked === undefined ? ["python3", "python", ...(await virtualEnvironments())] : [asked])
    try {
      await runTimed(python, ["-c", `import ${modules}`]);
      return python;
    } catch {
      continue;
    }
  return undefined;
}

async function virtualEnvironments(): Promise<string[]> {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const names = (await readdir(root)).filter((name) => /^\.?venv/.test(name));
  return names.map((name) => join(root, name, "bin/python"));
}
