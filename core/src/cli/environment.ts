import type { Readable, Writable } from "node:stream";

/** A stream that may be a terminal. */
export interface TerminalStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything outside that a command touches, so that a test can run it without a process. */
export interface CliEnvironment {
  readonly stdin: Readable;
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  /** Absolute. */
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** URL of a module that exports `loadDetector`. */
  readonly detectorModule: string;
  /** Folder of the installed checkpoints. */
  readonly models: string;
  /** Fires on Ctrl-C. A command that asks for it ends in order by itself; one that does not is ended by the system. */
  readonly onInterrupt: () => AbortSignal;
}

/** What a command tells the shell. */
export const exitCodes = { clean: 0, found: 1, broken: 2, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Colour when a person reads it and did not say no (no-color.org), or when it was asked for. */
export function usesColour(
  stream: TerminalStream,
  { NO_COLOR, FORCE_COLOR, TERM }: CliEnvironment["variables"],
): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}

/**
 * Writes and waits until the stream takes more. A reader that went away (`| head`) is no error: the rest is dropped.
 * @throws {Error} when the system refuses to write, as on a full disk
 */
export async function writeTo(stream: Writable, text: string): Promise<void> {
  if (text === "" || stream.destroyed || stream.writableEnded) return;
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (cause) => {
      if (!cause || readerGone.has((cause as NodeJS.ErrnoException).code)) return resolve();
      reject(new Error("The output cannot be written. Free space, or name another place for it.", { cause }));
    });
  });
}

const readerGone: ReadonlySet<string | undefined> = new Set(["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED"]);
