import type { TerminalStream } from "./environment.ts";
import { cutMiddle, printable } from "./terminal-text.ts";
import { countOf } from "./words.ts";

/** One line on a terminal that says how far a scan is. On anything else it says nothing. */
export interface Progress {
  readonly show: (files: number, path: string) => void;
  /** Takes the line away, before other text is written. */
  readonly clear: () => void;
}

const everyMs = 80;

export function createProgress(stream: TerminalStream): Progress {
  if (stream.isTTY !== true) return { show: () => {}, clear: () => {} };
  let lastShown = 0;
  let isVisible = false;
  return {
    show: (files, path) => {
      const now = performance.now();
      if (now - lastShown < everyMs) return;
      lastShown = now;
      const start = `${countOf(files, "file")}  `;
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
