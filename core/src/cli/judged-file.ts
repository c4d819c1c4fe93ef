import type { LanguageId } from "../language.ts";
import { readJudgedText, type JudgedText } from "../node/judge.ts";
import { findScanRoot } from "../node/scan-root.ts";
import { maximumFileBytes, skipReasons, type SkipReason } from "../node/skip.ts";
import type { CliEnvironment } from "./environment.ts";
import { readStream } from "./read-stream.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads the one file that a command is asked about; `-` is standard input.
 * @throws {UsageError} when it is not there, no file, or nothing that can be judged
 */
export async function readJudgedFile(
  path: string,
  languages: readonly LanguageId[] | undefined,
  { stdin, cwd }: Pick<CliEnvironment, "stdin" | "cwd">,
): Promise<JudgedText> {
  const source = path === "-" ? await readStream(stdin, maximumFileBytes + 1) : await findFile(path, cwd);
  const read = await readJudgedText({ path, source, named: true }, { all: true, ...(languages && { languages }) });
  if (typeof read === "string")
    throw new UsageError(`${path} cannot be explained: ${skipReasons[read]}.${remedies[read] ?? ""}`);
  return read;
}

const remedies: Readonly<Partial<Record<SkipReason, string>>> = {
  unknownLanguage: " Name its language with --lang.",
  otherLanguage: " Leave --lang out, or name the language of the file.",
};

async function findFile(path: string, cwd: string): Promise<string> {
  const found = await findScanRoot(path, cwd);
  if (found?.kind === "file") return found.absolute;
  throw new UsageError(
    found === undefined
      ? `${path}: no such file.`
      : `${path} is not a file. explain takes one file; whowrote report and whowrote scan take folders.`,
  );
}
