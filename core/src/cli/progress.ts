import type { TerminalStream } from "./environment.ts";
import { cutMiddle, printable } from "./terminal-text.ts";
import { countOf } from "../words.ts";

/** One line on a terminal that says how far a command is. On anything else it says nothing. */
export interface ProgressLine {
  /** A state, asked for only when the line changes, and a path or name, cut to the width of the terminal. */
  readonly show: (state: () => string, path: string) => void;
  /** Takes the line away, before other text is written. */
  readonly clear: () => void;
}

/** A line that counts files. */
export interface Progress extends Pick<ProgressLine, "clear"> {
  readonly show: (files: number, path: string) => void;
}

const everyMs = 80;

export function createProgressLine(stream: TerminalStream): ProgressLine {
  if (stream.isTTY !== true) return { show: () => {}, clear: () => {} };
  let lastShown = 0;
  let isVisible = false;
  return {
    show: (state, path) => {
      const now = performance.now();
      if (now - lastShown < everyMs) return;
      lastShown = now;
      const start = `${state()}  `;
      stream.write(
        `\r\x1b[2K${start}${cutMiddle(printable(path), Math.max(8, (stream.columns ?? 80) - start.length - 1))}`,
      );
      isVisible = true;
    },
    clear: () => {
      if (isVisible) stream.write("\r\x1b[2K");
      isVisible = false;
    },
  };
}

export function createProgress(stream: TerminalStream): Progress {
  const { show, clear } = createProgressLine(stream);
  return { show: (files, path) => show(() => countOf(files, "file"), path), clear };
}
