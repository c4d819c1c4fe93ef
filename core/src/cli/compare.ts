import { Command } from "commander";
import type { z } from "zod";
import { embedFiles, type EmbedSource } from "../node/encoder/embed-files.ts";
import { findScanRoot } from "../node/scan-root.ts";
import { maximumFileBytes } from "../node/skip.ts";
import { cosine } from "../similarity/cosine.ts";
import { compareOptions } from "./compare-options.ts";
import { exitCodes, type CliEnvironment, type ExitCode } from "./environment.ts";
import { openEncoder } from "./open-encoder.ts";
import { addOptions, parseOptions } from "./options.ts";
import { readStream } from "./read-stream.ts";
import { writeReport } from "./report-output.ts";
import { printable } from "./terminal-text.ts";
import { UsageError } from "./usage-error.ts";

type CompareSettings = z.infer<typeof compareOptions>;

/** `whowrote compare`: how alike two files are to an encoder. */
export function compareCommand(environment: CliEnvironment, exit: (code: ExitCode) => void): Command {
  const command = new Command("compare")
    .argument("<a>", "a file, or - for standard input")
    .argument("<b>", "another file")
    .addHelpText(
      "after",
      "\nPrints the cosine of the files' vectors: 1 means alike, about 0 unrelated. What counts as alike differs from encoder to\n" +
        "encoder: compare cosines of one encoder with each other.\n\nExamples:\n  whowrote compare a.py b.py\n  whowrote compare a.py b.py --model microsoft/unixcoder-base",
    )
    .action(async (a: string, b: string, given: Record<string, unknown>) =>
      exit(await runCompare([a, b], parseOptions(compareOptions, given), environment)),
    );
  return addOptions(command, compareOptions);
}

async function runCompare(
  paths: readonly [string, string],
  settings: CompareSettings,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const sources = [await findSource(paths[0], environment), await findSource(paths[1], environment)];
  const signal = environment.onInterrupt();
  const encoder = await openEncoder(settings, environment);
  try {
    const vectors: Float32Array[] = [];
    for await (const file of embedFiles(sources, encoder, signal)) {
      if (file.kind === "error") throw new UsageError(`${file.path}: ${file.message}`);
      vectors.push(file.vector);
    }
    await print(paths, cosine(vectors[0]!, vectors[1]!), settings, environment);
    return exitCodes.clean;
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    await encoder.close();
  }
}

async function print(
  [a, b]: readonly [string, string],
  similarity: number,
  { format, model, output: file }: CompareSettings,
  environment: CliEnvironment,
): Promise<void> {
  const text =
    format === "json"
      ? `${JSON.stringify({ a, b, model, cosine: similarity }, null, 2)}\n`
      : `${similarity.toFixed(4)}  ${printable(a)}  ${printable(b)}\n`;
  await writeReport(text, file, environment);
}

async function findSource(path: string, { cwd, stdin }: CliEnvironment): Promise<EmbedSource> {
  if (path === "-") return { path, source: await readStream(stdin, maximumFileBytes + 1) };
  const found = await findScanRoot(path, cwd);
  if (found?.kind === "file") return { path, source: found.absolute };
  throw new UsageError(
    found === undefined
      ? `${path}: no such file.`
      : `${path} is not a file. compare takes two files; whowrote embed takes folders.`,
  );
}
