import { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { runCli } from "../../src/cli/program.ts";

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSetting {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly models?: string;
  /** Width of the terminal on standard output; none when left out. */
  readonly columns?: number;
  readonly variables?: Readonly<Record<string, string>>;
  /** Called with everything that is written to standard output. */
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export const toyDetector = new URL("../node/toy-detector.ts", import.meta.url).href;
export const toyModels = fileURLToPath(new URL("fixtures/models/", import.meta.url));

/** Runs the CLI in this process with the toy detector, and gives what it wrote. */
export async function whowrote(args: readonly string[], setting: CliSetting): Promise<CliRun> {
  const stdout = new Collector(setting.onOutput);
  const stderr = new Collector();
  if (setting.columns !== undefined) Object.assign(stdout, { isTTY: true, columns: setting.columns });
  const code = await runCli(args, {
    stdin: Readable.from(setting.stdin === undefined ? [] : [Buffer.from(setting.stdin)]),
    stdout,
    stderr,
    cwd: setting.cwd,
    variables: setting.variables ?? {},
    detectorModule: toyDetector,
    models: setting.models ?? toyModels,
    onInterrupt: () => setting.signal ?? new AbortController().signal,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Collector extends Writable {
  text = "";
  readonly #onText: ((text: string) => void) | undefined;

  constructor(onText?: (text: string) => void) {
    super();
    this.#onText = onText;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.#onText?.(chunk.toString());
    done();
  }
}
