import { resolve } from "node:path";
import { writeTo, type CliEnvironment } from "./environment.ts";
import { UsageError } from "./usage-error.ts";

/** Where a report goes. */
export interface ReportOutput {
  readonly write: (text: string) => Promise<void>;
  /** The report is whole. */
  readonly commit: () => Promise<void>;
  /** There is no report; nothing is left behind. */
  readonly discard: () => Promise<void>;
}

/** Opens the file of `--output`, or standard output. @throws {UsageError} when the file cannot be written. */
export async function openReportOutput(
  file: string | undefined,
  { cwd, stdout }: CliEnvironment,
): Promise<ReportOutput> {
  if (file === undefined)
    return { write: (text) => writeTo(stdout, text), commit: async () => {}, discard: async () => {} };
  const { openAtomicFile } = await import("../node/write-atomically.ts");
  try {
    return await openAtomicFile(resolve(cwd, file));
  } catch (cause) {
    throw new UsageError(`--output ${file}: ${(cause as Error).message}`, { cause });
  }
}

/** Writes a whole report at once. */
export async function writeReport(text: string, file: string | undefined, environment: CliEnvironment): Promise<void> {
  const output = await openReportOutput(file, environment);
  try {
    await output.write(text);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
}
