import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { languageOfPath } from "whowrote/language/by-path";
import { loadDetector } from "whowrote/node/load-detector";
import { coldRuns, wholeRuns, type SpeedMeasurement } from "./measurement.ts";
import type { SourceTree } from "./source-tree.ts";
import { runNodeTimed, runTimed } from "./timed-process.ts";

const cli = fileURLToPath(import.meta.resolve("whowrote/cli/main"));

/** Measures `whowrote scan` over a tree. `folder` is the checkpoint's. */
export async function measureWhowrote(tree: SourceTree, folder: string): Promise<SpeedMeasurement> {
  const scan = [cli, "scan", "--model", folder, "--all", "--format", "jsonl"];
  const runs = [];
  for (let run = 0; run < wholeRuns; run++) runs.push(await runNodeTimed([...scan, tree.folder]));
  const judged = runs[0]!.stdout.split("\n").filter((line) => line.includes('"verdict":"')).length;
  if (judged !== tree.files.length)
    throw new Error(
      `The scan of ${tree.folder} judged ${judged} of ${tree.files.length} files: the comparison needs all of them.`,
    );
  const coldSeconds = [];
  for (let run = 0; run < coldRuns; run++)
    coldSeconds.push((await runTimed(process.execPath, [...scan, tree.ordinaryFile])).seconds);
  return {
    name: "whowrote scan",
    threads: availableParallelism(),
    files: judged,
    runSeconds: runs.map(({ seconds }) => seconds),
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)),
    fileMilliseconds: await timeFiles(tree, folder),
    coldSeconds,
  };
}

/** The first files only warm the compiler and load grammars; all are then timed. */
async function timeFiles(tree: SourceTree, folder: string): Promise<number[]> {
  const detector = await loadDetector({ folder });
  const times: number[] = [];
  for (const pass of ["warm", "timed"])
    for (const [at, path] of tree.files.entries()) {
      if (pass === "warm" && at % 10 > 0) continue;
      const text = await readFile(path, "utf8");
      const started = performance.now();
      await detector.detect({ text, language: languageOfPath(path)!, path });
      if (pass === "timed") times.push(performance.now() - started);
    }
  detector.close();
  return times;
}
