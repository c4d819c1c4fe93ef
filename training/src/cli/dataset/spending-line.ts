import type { TerminalStream } from "whowrote/cli/environment";
import type { GenerateProgress } from "../../generate/generate-samples.ts";

interface Prices {
  /** Of a million tokens. */
  readonly priceIn: number;
  readonly priceOut: number;
}

/** A line that says how far it is, what it has cost, what it will cost in all, and how long it will take. */
export interface SpendingLine {
  readonly show: (progress: GenerateProgress) => void;
  readonly spent: (progress: GenerateProgress) => string;
  readonly close: () => void;
}

/** Where there is no terminal, a line so often. */
const everyMs = 20_000;

export function openSpendingLine(stream: TerminalStream, prices: Prices): SpendingLine {
  const began = Date.now();
  let shown = 0;
  const cost = ({ inputTokens, outputTokens }: GenerateProgress): number =>
    (inputTokens * prices.priceIn + outputTokens * prices.priceOut) / 1e6;
  const spent = (progress: GenerateProgress): string => {
    const tokens = `${progress.inputTokens} tokens sent, ${progress.outputTokens} answered`;
    return prices.priceIn + prices.priceOut === 0 ? tokens : `${tokens}, cost ${cost(progress).toFixed(2)}`;
  };
  return {
    spent,
    show: (progress) => {
      const now = Date.now();
      const isTerminal = stream.isTTY === true;
      if (!isTerminal && now - shown < everyMs) return;
      shown = now;
      const { done, total } = progress;
      const share = done / total;
      const minutes = Math.ceil(((now - began) * (1 / share - 1)) / 60_000);
      const whole = prices.priceIn + prices.priceOut === 0 ? "" : ` of about ${(cost(progress) / share).toFixed(2)}`;
      const text = `${done} of ${total}, ${spent(progress)}${whole}, ${minutes} min left`;
      stream.write(isTerminal ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    close: () => {
      if (shown > 0 && stream.isTTY === true) stream.write("\n");
    },
  };
}
