import { Readable, Writable } from "node:stream";
import type { CliEnvironment } from "whowrote/cli/environment";
import { releasedModels } from "whowrote/node/checkpoint-folder";

/** What a command wrote. */
export interface Written {
  stdout: string;
  stderr: string;
}

/** A command line without a process: no terminal, nobody who interrupts. */
export function openCliEnvironment(
  cwd: string,
  variables: Readonly<Record<string, string>>,
): { readonly environment: CliEnvironment; readonly written: Written } {
  const written: Written = { stdout: "", stderr: "" };
  const collect = (name: keyof Written) =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        written[name] += chunk.toString();
        done();
      },
    });
  const environment: CliEnvironment = {
    stdin: Readable.from([]),
    stdout: collect("stdout"),
    stderr: collect("stderr"),
    cwd,
    variables,
    detectorModule: "",
    models: releasedModels,
    onInterrupt: () => new AbortController().signal,
  };
  return { environment, written };
}
