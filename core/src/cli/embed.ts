import { Command } from "commander";
import type { z } from "zod";
import { embedFiles, type EmbeddedFile, type EmbedSource } from "../node/encoder/embed-files.ts";
import { findScanTargets, type ScanTargets } from "../node/scan.ts";
import { maximumFileBytes, skipReasons, type SkipReason } from "../node/skip.ts";
import { walk } from "../node/walk.ts";
import { embedOptions } from "./embed-options.ts";
import { exitCodes, writeTo, type CliEnvironment, type ExitCode } from "./environment.ts";
import { openEncoder } from "./open-encoder.ts";
import { addOptions, parseOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { readStream } from "./read-stream.ts";
import { openReportOutput } from "./report-output.ts";
import { printable } from "./terminal-text.ts";

type EmbedSettings = z.infer<typeof embedOptions>;

/** `whowrote embed`: one vector for each file. */
export function embedCommand(environment: CliEnvironment, exit: (code: ExitCode) => void): Command {
  const command = new Command("embed")
    .argument("<paths...>", "files, folders, quoted globs, or - for standard input")
    .addHelpText("after", embedHelp)
    .action(async (paths: string[], given: Record<string, unknown>) =>
      exit(await runEmbed(paths, parseOptions(embedOptions, given), environment)),
    );
  return addOptions(command, embedOptions);
}

const embedHelp = `
Prints an object for each file: path, vector, how many tokens it has and in how many windows they were read; "truncated" when
only the first 1 MB was read, "thinned" when only 64 windows of more were. Folders and globs are walked as in scan. A file that
is blank, binary or unreadable is told on standard error, and the others go on.

Exit codes: 0 all embedded, 2 broken (bad usage, no encoder, a file that was named has no vector), 130 stopped.

Examples:
  whowrote embed --model microsoft/codebert-base --pooling cls src/*.py
  whowrote embed --model ./all-MiniLM-L6-v2 src --output vectors.jsonl`;

async function runEmbed(
  paths: readonly string[],
  settings: EmbedSettings,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const { stderr, cwd } = environment;
  const complain = (path: string, message: string): Promise<void> =>
    writeTo(stderr, `whowrote: ${printable(path)}: ${printable(message)}\n`);
  const targets = await findScanTargets(paths, cwd);
  for (const path of targets.missing) await complain(path, "no such file or folder, and no glob that names one");
  if (targets.roots.length === 0 && !paths.includes("-")) return exitCodes.broken;
  const signal = environment.onInterrupt();
  const encoder = await openEncoder(settings, environment);
  try {
    const output = await openReportOutput(settings.output, environment);
    const progress = createProgress(stderr);
    let isWhole = targets.missing.length === 0;
    let written = 0;
    try {
      await output.write(formats[settings.format].begin);
      const files = filesOf(paths, targets, settings, environment, async (path, message, isNamed) => {
        progress.clear();
        await complain(path, message);
        if (isNamed) isWhole = false;
      });
      for await (const file of embedFiles(files, encoder, signal)) {
        progress.clear();
        if (file.kind === "error") {
          await complain(file.path, file.message);
          isWhole = false;
        } else await output.write(formats[settings.format].file(toObject(file), written++));
        progress.show(written, file.path);
      }
    } catch (error) {
      if (!signal.aborted) {
        await output.discard();
        throw error;
      }
    }
    progress.clear();
    await output.write(formats[settings.format].end);
    await output.commit();
    if (signal.aborted) return exitCodes.interrupted;
    return isWhole && written > 0 ? exitCodes.clean : exitCodes.broken;
  } finally {
    await encoder.close();
  }
}

const formats = {
  jsonl: { begin: "", file: (object: object) => `${JSON.stringify(object)}\n`, end: "" },
  json: {
    begin: "[",
    file: (object: object, at: number) => `${at === 0 ? "" : ","}\n${JSON.stringify(object)}`,
    end: "\n]\n",
  },
};

function toObject({ path, vector, cut, isTruncated }: Extract<EmbeddedFile, { kind: "embedded" }>): object {
  return {
    path,
    // Nine digits give a 32-bit float back as it was.
    vector: Array.from(vector, (value) => Number(value.toPrecision(9))),
    tokens: cut.tokens,
    windows: cut.windows.length,
    ...(isTruncated && { truncated: true }),
    ...(cut.isThinned && { thinned: true }),
  };
}

/** Reasons for which a walk skips what no reader of vectors misses. */
const silent: ReadonlySet<SkipReason> = new Set([
  "ignored",
  "vendored",
  "lockFile",
  "generated",
  "minified",
  "unknownLanguage",
  "symbolicLink",
]);

async function* filesOf(
  paths: readonly string[],
  { roots }: ScanTargets,
  { all }: EmbedSettings,
  { stdin }: CliEnvironment,
  onSkip: (path: string, message: string, isNamed: boolean) => Promise<void>,
): AsyncGenerator<EmbedSource, void> {
  if (paths.includes("-")) yield { path: "-", source: await readStream(stdin, maximumFileBytes + 1) };
  for await (const { path, absolute, named, skip } of walk(roots, { all })) {
    if (skip === undefined) yield { path, source: absolute };
    else if (!silent.has(skip)) await onSkip(path, skipReasons[skip], named);
  }
}
