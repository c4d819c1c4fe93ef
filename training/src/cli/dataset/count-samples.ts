import type { TerminalStream } from "whowrote/cli/environment";
import type { Sample } from "../../dataset/sample.ts";

const every = 2000;

/** Passes samples on, and says on a terminal how many there were so far. */
export async function* countSamples(samples: AsyncIterable<Sample>, stream: TerminalStream): AsyncGenerator<Sample> {
  let done = 0;
  for await (const sample of samples) {
    if (++done % every === 0 && stream.isTTY === true) stream.write(`\r\x1b[2K${done.toLocaleString("en")} samples`);
    yield sample;
  }
  if (done >= every && stream.isTTY === true) stream.write("\r\x1b[2K");
}
